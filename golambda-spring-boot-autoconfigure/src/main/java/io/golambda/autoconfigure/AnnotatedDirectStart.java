package io.golambda.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.logging.ConditionEvaluationReportLoggingListener;
import org.springframework.boot.context.ConfigurationWarningsApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ResourceLoader;

import io.golambda.lambda.DirectStart;

/**
 * The {@link DirectStart} of an application that Spring AOT has not processed. Finds out
 * in each process whether the application can start directly.
 */
final class AnnotatedDirectStart implements DirectStart {

	private final Class<?> applicationClass;

	private final DirectStartSteps<AnnotationConfigApplicationContext> steps;

	private List<PropertySource<?>> properties = List.of();

	/**
	 * Called by Spring.
	 */
	AnnotatedDirectStart(Class<?> applicationClass) {
		this.applicationClass = applicationClass;
		this.steps = new DirectStartSteps<>(applicationClass, AnnotationConfigApplicationContext::new,
				this::registerBeans);
	}

	@Override
	public @Nullable String obstacle() {
		String obstacle = DirectStartSettings.obstacle();
		if (obstacle != null) {
			return obstacle;
		}
		AnnotatedClassPath classPath = new AnnotatedClassPath(this.applicationClass.getClassLoader());
		obstacle = classPath.obstacle();
		this.properties = classPath.properties();
		return obstacle;
	}

	@Override
	public @Nullable ConfigurableApplicationContext start(ResourceLoader resources) {
		return this.steps.start(resources, this.properties,
				TracingStart.isPresent(this.applicationClass.getClassLoader()));
	}

	private void registerBeans(AnnotationConfigApplicationContext context) {
		new ConfigurationWarningsApplicationContextInitializer().initialize(context);
		new ConditionEvaluationReportLoggingListener().initialize(context);
		context.register(this.applicationClass);
	}

	@Override
	public String report(Throwable failure) {
		return this.steps.report(failure);
	}

}
