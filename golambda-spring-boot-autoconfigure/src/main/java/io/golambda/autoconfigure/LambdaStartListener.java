package io.golambda.autoconfigure;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

import io.golambda.lambda.LambdaApplication;

/**
 * Shortens the start of an application that a handler runs in Lambda: selects the logging
 * system, and creates infrastructure beans lazily.
 */
final class LambdaStartListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (event instanceof ApplicationStartingEvent) {
			if (LambdaApplication.isRunByHandler(event.getSpringApplication())) {
				selectLoggingSystem();
			}
		}
		else if (event instanceof ApplicationContextInitializedEvent initialized
				&& LambdaApplication.isRunByHandler(event.getSpringApplication())) {
			initialized.getApplicationContext().addBeanFactoryPostProcessor(new LazyInfrastructure());
		}
	}

	// Spring Boot selects the same after asking all its factories
	private static void selectLoggingSystem() {
		if (System.getProperty(LoggingSystem.SYSTEM_PROPERTY) == null
				&& ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", null)
				&& ClassUtils.isPresent("net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder", null)) {
			System.setProperty(LoggingSystem.SYSTEM_PROPERTY, GolambdaLoggingSystem.class.getName());
		}
	}

	// after the checks of FunctionInvokerStartListener, before Spring Boot's logging
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 1;
	}

}
