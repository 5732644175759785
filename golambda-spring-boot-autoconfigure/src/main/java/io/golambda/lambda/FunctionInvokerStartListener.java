package io.golambda.lambda;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Starts Spring Cloud Function's own handler faster, and with the class loader of the
 * application, from the first moment at which an application can know of it.
 */
final class FunctionInvokerStartListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	private static final String COMPANION = "org.springframework.cloud.function.adapter.aws.AWSCompanionAutoConfiguration";

	// of the thread that starts the application, for the time of the start
	private @Nullable ClassLoader before;

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationStartingEvent) {
			useClassLoaderOf(event.getSpringApplication());
		}
		else if (event instanceof ApplicationReadyEvent || event instanceof ApplicationFailedEvent) {
			restoreClassLoader();
		}
		if (isFunctionInvoker(System.getenv("_HANDLER"))) {
			speedUp(event);
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

	private static void speedUp(SpringApplicationEvent event) {
		if (event instanceof ApplicationStartingEvent) {
			ClassPreloader.start();
			LambdaApplication.prepareProcess();
		}
		else if (event instanceof ApplicationContextInitializedEvent initialized) {
			initialized.getApplicationContext().addBeanFactoryPostProcessor(new LazyInfrastructure());
		}
	}

	// before Spring Boot looks for a logging system
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	static boolean isFunctionInvoker(@Nullable String handler) {
		return handler != null && handler.startsWith("org.springframework.cloud.function.adapter.aws.FunctionInvoker");
	}

}
