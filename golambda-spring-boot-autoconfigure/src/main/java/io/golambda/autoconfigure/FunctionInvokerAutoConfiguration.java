package io.golambda.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionRegistry;
import org.springframework.context.annotation.Bean;

import io.golambda.invocation.InvocationChain;
import io.golambda.lambda.FunctionRuntime;

/**
 * Auto-configuration for Spring Cloud Function's own handler,
 * {@code org.springframework.cloud.function.adapter.aws.FunctionInvoker}: the functions
 * that it looks up in the catalogue run with all interceptors.
 */
@AutoConfiguration(after = FunctionAutoConfiguration.class)
@ConditionalOnClass(value = FunctionCatalog.class,
		name = "org.springframework.cloud.function.adapter.aws.FunctionInvoker")
public final class FunctionInvokerAutoConfiguration {

	@Bean
	static BeanPostProcessor golambdaFunctionCatalogPostProcessor(ObjectProvider<FunctionRuntime> runtime,
			ObjectProvider<InvocationChain> chain) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof FunctionRegistry catalog)
						? runtime.getObject().intercepted(catalog, chain.getObject()) : bean;
			}

		};
	}

}
