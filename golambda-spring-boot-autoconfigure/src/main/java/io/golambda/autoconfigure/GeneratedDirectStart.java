package io.golambda.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.context.ContextIdApplicationContextInitializer;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ReflectionUtils;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.lambda.DirectStart;
import io.golambda.lambda.LambdaApplication;

/**
 * The part of a {@link DirectStart} that is the same for each application. Takes the
 * steps of a {@code SpringApplication} one by one, without the search for them.
 * {@link DirectStartAotProcessor} generates the subclasses.
 */
public abstract class GeneratedDirectStart implements DirectStart {

	private final Class<?> applicationClass;

	private final ApplicationContextInitializer<GenericApplicationContext> beans;

	private final List<GeneratedProperties> properties;

	private final GeneratedClassPath classPath;

	private @Nullable StartFailureListener failures;

	/**
	 * Creates a direct start.
	 * @param applicationClass the class of the application
	 * @param beans registers the beans that Spring AOT has found
	 * @param jars the names of the jars that were on the class path then
	 * @param properties the properties of the application's files, the most important
	 * file first
	 */
	protected GeneratedDirectStart(Class<?> applicationClass,
			ApplicationContextInitializer<GenericApplicationContext> beans, List<String> jars,
			List<GeneratedProperties> properties) {
		this.applicationClass = applicationClass;
		this.beans = beans;
		this.properties = properties;
		this.classPath = new GeneratedClassPath(getClass(), Set.copyOf(jars),
				properties.stream().map(GeneratedProperties::path).collect(Collectors.toSet()));
	}

	@Override
	public final @Nullable String obstacle() {
		String obstacle = DirectStartSettings.obstacle(LambdaEnvironment.current().variables().keySet(),
				System.getProperties().stringPropertyNames());
		return (obstacle != null) ? obstacle : this.classPath.obstacle();
	}

	@Override
	public final @Nullable ConfigurableApplicationContext start(ResourceLoader resources) {
		if (System.getProperty("java.awt.headless") == null) {
			System.setProperty("java.awt.headless", "true");
		}
		ClassLoader loader = resources.getClassLoader();
		DirectEnvironment environment = new DirectEnvironment(this.applicationClass,
				this.properties.stream().map(GeneratedProperties::toPropertySource).toList());
		this.failures = new StartFailureListener(environment, null);
		DeferredLogs logs = new DeferredLogs();
		new LambdaEnvironmentPostProcessor(logs).addDefaults(environment, true, loader);
		environment.complete();
		DirectLogging logging = DirectLogging.start(environment, loader);
		if (logging == null) {
			return null;
		}
		logs.switchOverAll();
		GenericApplicationContext context = context(resources, environment, logging);
		this.failures = new StartFailureListener(environment, context);
		DirectStartEvents events = new DirectStartEvents(context,
				() -> LambdaApplication.of(this.applicationClass, resources));
		try {
			context.refresh();
			ReflectionUtils.clearCache();
			LambdaApplication.createInvoker(context, this.applicationClass);
			events.started();
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				context.close();
				logging.stop();
			}, "golambda-shutdown"));
			return context;
		}
		catch (Throwable ex) {
			events.failed(ex);
			this.failures.report(ex);
			context.close();
			throw ex;
		}
	}

	private GenericApplicationContext context(ResourceLoader resources, DirectEnvironment environment,
			DirectLogging logging) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.setEnvironment(environment);
		context.setResourceLoader(resources);
		context.setClassLoader(resources.getClassLoader());
		context.getBeanFactory().setConversionService(environment.getConversionService());
		context.getDefaultListableBeanFactory().setAllowCircularReferences(false);
		context.getDefaultListableBeanFactory().setAllowBeanDefinitionOverriding(false);
		this.beans.initialize(context);
		new ContextIdApplicationContextInitializer().initialize(context);
		context.addProtocolResolver(new LazyProtocolResolvers());
		context.getBeanFactory().registerSingleton("springApplicationArguments", new DefaultApplicationArguments());
		logging.registerBeans(context);
		context.addBeanFactoryPostProcessor(new LazyInfrastructure());
		return context;
	}

	@Override
	public final String report(Throwable failure) {
		StartFailureListener listener = this.failures;
		return ((listener != null) ? listener : new StartFailureListener(null, null)).report(failure);
	}

}
