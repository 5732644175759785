package io.golambda.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LoggingSupport;

/**
 * Auto-configuration of the log lines of an invocation.
 */
@AutoConfiguration
@ConditionalOnClass(FunctionCatalog.class)
@EnableConfigurationProperties(LoggingProperties.class)
public final class LoggingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "golambdaLogContextInterceptor")
	OuterInterceptor golambdaLogContextInterceptor(Environment environment) {
		LoggingProperties properties = LoggingProperties.of(environment);
		return LoggingSupport.logContext(properties.eventLevel(), properties.debugOnFailure(),
				properties.debugSampleRate(), CorrelationIds.of(properties.correlationId()));
	}

	// null if it is switched off, which with Spring AOT is known at run time only
	@Bean
	@ConditionalOnMissingBean(name = "golambdaDebugOnFailureInterceptor")
	@Nullable OuterInterceptor golambdaDebugOnFailureInterceptor(Environment environment) {
		return LoggingProperties.of(environment).debugOnFailure() ? LoggingSupport.debugOnFailure() : null;
	}

	// for @LambdaLogs
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	LineFormat golambdaLineFormat(Environment environment) {
		return LoggingProperties.of(environment)
			.lineFormat(LambdaEnvironment.current(), ErrorProperties.of(environment).folding());
	}

}
