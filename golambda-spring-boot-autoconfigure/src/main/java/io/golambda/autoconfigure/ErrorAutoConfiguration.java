package io.golambda.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.logging.LoggingSupport;

/**
 * Auto-configuration of the report and the log line of an error.
 */
@AutoConfiguration
@ConditionalOnClass(FunctionCatalog.class)
@EnableConfigurationProperties(ErrorProperties.class)
public final class ErrorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "golambdaErrorInterceptor")
	OuterInterceptor golambdaErrorInterceptor(Environment environment, ObjectProvider<ErrorReporter> reporters) {
		ErrorProperties properties = ErrorProperties.of(environment);
		return LoggingSupport.errors(reporters.orderedStream().toList(), properties.ignored(),
				properties.trimRuntimeOutput());
	}

}
