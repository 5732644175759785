package io.golambda.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ResourceLoader;

import io.golambda.lambda.DirectStart;

/**
 * The part of a {@link DirectStart} that is the same for each application that Spring AOT
 * has processed. {@link DirectStartAotProcessor} generates the subclasses.
 */
public abstract class GeneratedDirectStart implements DirectStart {

	private final DirectStartSteps<GenericApplicationContext> steps;

	private final List<GeneratedProperties> properties;

	private final GeneratedClassPath classPath;

	private final boolean tracing;

	/**
	 * Creates a direct start.
	 * @param applicationClass the class of the application
	 * @param beans registers the beans that Spring AOT has found
	 * @param jars the names of the jars that were on the class path then
	 * @param properties the properties of the application's files, the most important
	 * file first
	 * @param tracing whether one of Spring Boot's modules for tracing takes part in the
	 * start
	 */
	protected GeneratedDirectStart(Class<?> applicationClass,
			ApplicationContextInitializer<GenericApplicationContext> beans, List<String> jars,
			List<GeneratedProperties> properties, boolean tracing) {
		this.steps = new DirectStartSteps<>(applicationClass, GenericApplicationContext::new, beans::initialize);
		this.properties = properties;
		this.classPath = new GeneratedClassPath(getClass(), Set.copyOf(jars),
				properties.stream().map(GeneratedProperties::path).collect(Collectors.toSet()), tracing);
		this.tracing = tracing;
	}

	@Override
	public final @Nullable String obstacle() {
		String obstacle = DirectStartSettings.obstacle();
		return (obstacle != null) ? obstacle : this.classPath.obstacle();
	}

	@Override
	public final @Nullable ConfigurableApplicationContext start(ResourceLoader resources) {
		return this.steps.start(resources, this.properties.stream().map(GeneratedProperties::toPropertySource).toList(),
				this.tracing);
	}

	@Override
	public final String report(Throwable failure) {
		return this.steps.report(failure);
	}

}
