package io.golambda.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.messaging.converter.MessageConverter;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.invocation.RecordInterceptor;
import io.golambda.lambda.FunctionRuntime;
import io.golambda.lambda.LambdaInvoker;
import io.golambda.lambda.Priming;

/**
 * Auto-configuration of the function and the chain of interceptors around it.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(FunctionCatalog.class)
@EnableConfigurationProperties({ EventProperties.class, PrimingProperties.class })
public final class FunctionAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FunctionRuntime golambdaFunctionRuntime(ConfigurableListableBeanFactory beans, Environment environment,
			ObjectProvider<JsonMapper> mapper) {
		return new FunctionRuntime(beans, environment, mapper.getIfAvailable(() -> JsonMapper.builder().build()),
				EventProperties.of(environment).inflatedBytes());
	}

	@Bean
	OuterInterceptor golambdaResultInterceptor(FunctionRuntime runtime) {
		return runtime.resultInterceptor();
	}

	@Bean
	@ConditionalOnMissingBean
	InvocationChain golambdaInvocationChain(ObjectProvider<OuterInterceptor> outer,
			ObjectProvider<InvocationInterceptor> interceptors, ObjectProvider<RecordInterceptor> recordInterceptors) {
		return new InvocationChain(LambdaEnvironment.current(), outer.stream().toList(),
				interceptors.orderedStream().toList(), () -> recordInterceptors.orderedStream().toList());
	}

	// lazy, since a test without a function has no use for it
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	LambdaInvoker golambdaInvoker(FunctionRuntime runtime, InvocationChain chain) {
		return runtime.invoker(chain);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Priming golambdaPriming(LambdaInvoker invoker, PrimingProperties properties) {
		return new Priming(invoker, properties.events(), properties.failOnError());
	}

	@Bean
	@ConditionalOnMissingBean(name = "golambdaMessageConverter")
	MessageConverter golambdaMessageConverter(FunctionRuntime runtime) {
		return runtime.messageConverter();
	}

}
