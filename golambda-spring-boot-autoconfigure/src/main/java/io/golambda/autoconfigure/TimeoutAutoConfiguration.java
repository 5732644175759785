package io.golambda.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.golambda.invocation.BeforeTimeout;
import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.timeout.TimeoutInterceptor;

/**
 * Auto-configuration of the report of a function that is about to time out.
 */
@AutoConfiguration
@ConditionalOnClass(FunctionCatalog.class)
@EnableConfigurationProperties(TimeoutProperties.class)
public final class TimeoutAutoConfiguration {

	// null if it is switched off, which with Spring AOT is known at run time only
	@Bean
	@ConditionalOnMissingBean(name = "golambdaTimeoutInterceptor")
	@Nullable OuterInterceptor golambdaTimeoutInterceptor(Environment environment, ObjectProvider<InvocationChain> chain,
			ObjectProvider<BeforeTimeout> beans) {
		TimeoutProperties properties = TimeoutProperties.of(environment);
		return properties.isOff() ? null
				: OuterInterceptor.of(InterceptorOrder.TIMEOUT,
						new TimeoutInterceptor(properties.margin(), properties.interrupt(),
								(invocation, timeout) -> chain.getObject().timeout(invocation, timeout),
								() -> beans.orderedStream().toList()));
	}

}
