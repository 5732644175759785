package io.golambda.lambda;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.io.DefaultResourceLoader;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Prepares a start under Spring Cloud Function's own handler like {@link LambdaHandler}
 * does, including the class loader, as early as an application can take part.
 */
final class FunctionInvokerStartListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	private static final String COMPANION = "org.springframework.cloud.function.adapter.aws.AWSCompanionAutoConfiguration";

	// the context class loader to restore after the start
	private @Nullable ClassLoader before;

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		boolean underFunctionInvoker = LambdaApplication.isRunByFunctionInvoker(LambdaEnvironment.current());
		if (event instanceof ApplicationStartingEvent) {
			prepare(underFunctionInvoker);
			useClassLoaderOf(event.getSpringApplication());
		}
		else if (event instanceof ApplicationReadyEvent || event instanceof ApplicationFailedEvent) {
			restoreClassLoader();
		}
		else if (underFunctionInvoker && event instanceof ApplicationStartedEvent started) {
			checkFunction(started.getApplicationContext());
		}
	}

	private void useClassLoaderOf(SpringApplication application) {
		boolean underFunctionInvoker = false;
		ClassLoader loader = null;
		for (Object source : application.getAllSources()) {
			if (source instanceof Class<?> type) {
				boolean companion = type.getName().equals(COMPANION);
				underFunctionInvoker |= companion;
				loader = companion ? loader : type.getClassLoader();
			}
		}
		if (underFunctionInvoker && loader != null) {
			application.setResourceLoader(new DefaultResourceLoader(loader));
			this.before = Thread.currentThread().getContextClassLoader();
			Thread.currentThread().setContextClassLoader(loader);
		}
	}

	private void restoreClassLoader() {
		if (this.before != null) {
			Thread.currentThread().setContextClassLoader(this.before);
			this.before = null;
		}
	}

	// Spring Boot does not report failures as early as this
	private static void prepare(boolean underFunctionInvoker) {
		try {
			SpringBootVersionCheck.check();
			if (underFunctionInvoker) {
				ClassPreloader.start();
				ApplicationLauncher.prepareProcess();
			}
		}
		catch (IllegalStateException ex) {
			throw LambdaEnvironment.current().isLambda() ? StartFailure.reported(ex, List.of()) : ex;
		}
	}

	/**
	 * Creates what {@code FunctionInvoker} asks for after the start, so that Spring Boot
	 * reports a failure to do so like any other failure of the start.
	 */
	private static void checkFunction(ConfigurableApplicationContext context) {
		context.getBeanProvider(FunctionCatalog.class).getIfAvailable();
		context.getBeanProvider(FunctionRuntime.class).ifAvailable(FunctionRuntime::requireFunction);
	}

	// before Spring Boot selects a logging system
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
