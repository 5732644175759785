package io.golambda.autoconfigure;

import ch.qos.logback.classic.LoggerContext;
import io.sentry.IScopes;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import io.sentry.logback.SentryAppender;
import io.sentry.spring.boot4.SentryLogbackInitializer;
import io.sentry.spring.boot4.SentryProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.sentry.LambdaSentry;

/**
 * Auto-configuration that adapts Sentry to Lambda. Sentry's own auto-configuration
 * initializes Sentry. Both are left out by {@link SentryImportFilter} without a DSN.
 */
@AutoConfiguration(after = io.sentry.spring.boot4.SentryAutoConfiguration.class)
@ConditionalOnClass(io.sentry.spring.boot4.SentryAutoConfiguration.class)
@ConditionalOnBean(IScopes.class)
public final class SentryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LambdaSentry golambdaSentry(Environment environment) {
		return SentrySetup.lambdaSentry(environment);
	}

	// after the application's own, so that what these add is tracked and masked
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	Sentry.OptionsConfiguration<SentryOptions> golambdaSentryOptions(LambdaSentry sentry) {
		return sentry::configure;
	}

	@Bean
	@Nullable OuterInterceptor golambdaSentryScopes(LambdaSentry sentry, IScopes scopes) {
		return scopes.isEnabled() ? OuterInterceptor.of(InterceptorOrder.SENTRY, sentry.scopes()) : null;
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnMissingBean(name = "golambdaSentryReporter")
	@Nullable ErrorReporter golambdaSentryReporter(LambdaSentry sentry, IScopes scopes) {
		return scopes.isEnabled() ? sentry.reporter() : null;
	}

	@Bean
	SentryIdsAfterRestore golambdaSentryIdsAfterRestore() {
		return new SentryIdsAfterRestore();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ LoggerContext.class, SentryAppender.class })
	static class LogbackConfiguration {

		@Bean
		SentryAppenderListener golambdaSentryAppenderListener(SentryProperties properties,
				ObjectProvider<SentryLogbackInitializer> initializer) {
			return new SentryAppenderListener(properties.getLogging().getMinimumEventLevel() != null,
					initializer.getIfAvailable());
		}

	}

}
