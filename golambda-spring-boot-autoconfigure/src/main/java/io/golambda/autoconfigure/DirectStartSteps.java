package io.golambda.autoconfigure;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.ContextIdApplicationContextInitializer;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ReflectionUtils;

import io.golambda.lambda.DirectStart;
import io.golambda.lambda.LambdaApplication;

/**
 * The steps of a {@link DirectStart}: those of a {@code SpringApplication} one by one,
 * without the search for them.
 *
 * @param <C> the type of the application's context
 */
final class DirectStartSteps<C extends GenericApplicationContext> {

	private final Class<?> applicationClass;

	private final Supplier<C> contexts;

	private final Consumer<C> beans;

	private @Nullable StartFailureListener failures;

	/**
	 * Creates the steps of one start.
	 * @param applicationClass the class of the application
	 * @param contexts creates the context of the application
	 * @param beans registers the beans of the application in the context, which has its
	 * environment
	 */
	DirectStartSteps(Class<?> applicationClass, Supplier<C> contexts, Consumer<C> beans) {
		this.applicationClass = applicationClass;
		this.contexts = contexts;
		this.beans = beans;
	}

	/**
	 * Starts the application.
	 * @param resources loads the application's classes and resources
	 * @param properties the properties of the application's files, the most important
	 * file first
	 * @param tracing whether one of Spring Boot's modules for tracing takes part
	 * @return the started application, or {@code null}, with nothing changed, if only a
	 * {@code SpringApplication} can configure logging as it is set
	 */
	@Nullable ConfigurableApplicationContext start(ResourceLoader resources, List<? extends PropertySource<?>> properties,
			boolean tracing) {
		if (System.getProperty("java.awt.headless") == null) {
			System.setProperty("java.awt.headless", "true");
		}
		ClassLoader loader = resources.getClassLoader();
		DirectEnvironment environment = new DirectEnvironment(this.applicationClass, properties);
		this.failures = new StartFailureListener(environment, null, List.of());
		DeferredLogs logs = new DeferredLogs();
		SecretsInitializer secrets = new SecretsEnvironmentPostProcessor(logs, new DefaultBootstrapContext())
			.read(environment);
		List<SecretsInitializer> initializers = (secrets != null) ? List.of(secrets) : List.of();
		this.failures = new StartFailureListener(environment, null, initializers);
		new LambdaEnvironmentPostProcessor(logs).addDefaults(environment, true, loader);
		TracingStart tracingStart = tracing ? new TracingStart(loader) : null;
		if (tracingStart != null) {
			tracingStart.addProperties(environment, logs, () -> LambdaApplication.of(this.applicationClass, resources));
		}
		environment.complete();
		DirectLogging logging = DirectLogging.start(environment, loader);
		if (logging == null) {
			return null;
		}
		logs.switchOverAll();
		GenericApplicationContext context = context(resources, environment, logging);
		initializers.forEach((initializer) -> initializer.initialize(context));
		if (tracingStart != null) {
			tracingStart.addListener(context);
		}
		this.failures = new StartFailureListener(environment, context, initializers);
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

	private C context(ResourceLoader resources, DirectEnvironment environment, DirectLogging logging) {
		C context = this.contexts.get();
		context.setEnvironment(environment);
		context.setResourceLoader(resources);
		context.setClassLoader(resources.getClassLoader());
		context.getBeanFactory().setConversionService(environment.getConversionService());
		context.getDefaultListableBeanFactory().setAllowCircularReferences(false);
		context.getDefaultListableBeanFactory().setAllowBeanDefinitionOverriding(false);
		this.beans.accept(context);
		new ContextIdApplicationContextInitializer().initialize(context);
		context.addProtocolResolver(new LazyProtocolResolvers());
		context.getBeanFactory().registerSingleton("springApplicationArguments", new DefaultApplicationArguments());
		logging.registerBeans(context);
		context.addBeanFactoryPostProcessor(new LazyInfrastructure());
		return context;
	}

	/**
	 * Reports that the start has failed.
	 * @return the report
	 */
	String report(Throwable failure) {
		StartFailureListener listener = this.failures;
		return ((listener != null) ? listener : new StartFailureListener(null, null, List.of())).report(failure);
	}

}
