package io.golambda.autoconfigure;

import ch.qos.logback.classic.LoggerContext;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.golambda.error.FrameFolding;
import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LoggingSupport;
import io.golambda.logging.MaskedValues;
import io.golambda.sentry.LambdaSentry;

/**
 * Creates golambda's part of Sentry, and sets Sentry up where its Spring Boot starter
 * cannot: for an application that failed to start.
 */
final class SentrySetup {

	private static final String STARTERS_LOGBACK_BEAN = "sentryLogbackInitializer";

	private SentrySetup() {
	}

	static LambdaSentry lambdaSentry(Environment environment) {
		LambdaEnvironment lambda = LambdaEnvironment.current();
		MaskedValues masked = new MaskedValues(
				LoggingProperties.of(environment).lineFormat(lambda, new FrameFolding(FrameFolding.DEFAULT_PREFIXES)));
		return new LambdaSentry(lambda, masked::of,
				ClassUtils.isPresent("ch.qos.logback.classic.spi.ILoggingEvent", null) ? masked::ofLine : null);
	}

	/**
	 * Returns a reporter for the failure of the start. Sentry's beans have initialized
	 * Sentry if the start came that far, with the application's callbacks.
	 * @return the reporter, or {@code null} if a property disables Sentry
	 */
	static @Nullable ErrorReporter startFailureReporter(Environment environment) {
		LambdaSentry sentry = lambdaSentry(environment);
		if (!Sentry.isEnabled()) {
			SentryOptions options = new SentryOptions();
			Binder.get(environment).bind("sentry", Bindable.ofInstance(options));
			sentry.configure(options);
			Sentry.init(options);
		}
		if (!Sentry.isEnabled()) {
			return null;
		}
		if (ClassUtils.isPresent("io.sentry.logback.SentryAppender", null)) {
			filterAppenders(true);
		}
		return sentry.reporter();
	}

	static void filterAppenders(boolean ownEvents) {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
			LambdaSentry.filterAppenders(logback, LoggingSupport.ERROR_LOGGER, ownEvents);
		}
	}

	/**
	 * Removes the bean that a property disables at run time. Spring AOT evaluated the
	 * property when it processed the application.
	 */
	static void removeDisabledBeans(BeanDefinitionRegistry beans, Environment environment) {
		if (!environment.getProperty("sentry.logging.enabled", Boolean.class, true)
				&& beans.containsBeanDefinition(STARTERS_LOGBACK_BEAN)) {
			beans.removeBeanDefinition(STARTERS_LOGBACK_BEAN);
		}
	}

}
