package io.golambda.autoconfigure;

import java.io.IOException;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.s3.S3Client;

import io.golambda.aws.ServiceClient;
import io.golambda.event.LargePayloads;
import io.golambda.event.PayloadStore;
import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.payload.AllowedBuckets;
import io.golambda.payload.DeletionInterceptor;
import io.golambda.payload.S3PayloadStore;

/**
 * Auto-configuration of large payloads, and of streams of the objects that events notify
 * of. Nothing is created before the first of them is read.
 */
@AutoConfiguration
@ConditionalOnClass(FunctionCatalog.class)
@EnableConfigurationProperties(LargePayloadProperties.class)
public final class LargePayloadAutoConfiguration {

	static final String INTERCEPTOR = "golambdaLargePayloadInterceptor";

	private static final String DEPENDENCY = "add software.amazon.awssdk:s3 to the dependencies, or declare a bean of "
			+ "type " + PayloadStore.class.getName();

	private static final PayloadStore WITHOUT_SDK = (reference) -> {
		throw new IOException("the AWS SDK is missing; " + DEPENDENCY);
	};

	@Bean
	@ConditionalOnMissingBean
	LargePayloads golambdaLargePayloads(Environment environment, ObjectProvider<PayloadStore> store) {
		LargePayloadProperties properties = LargePayloadProperties.of(environment);
		return new LargePayloads(new AllowedBuckets(() -> store.getIfAvailable(() -> WITHOUT_SDK),
				Set.copyOf(properties.buckets()), properties.deleteAfterSuccess()), properties.maxBytes());
	}

	// null if nothing is to be deleted, which with Spring AOT is known at run time only
	@Bean(INTERCEPTOR)
	@ConditionalOnMissingBean(name = INTERCEPTOR)
	@Nullable OuterInterceptor golambdaLargePayloadInterceptor(Environment environment, ListableBeanFactory beans,
			ObjectProvider<PayloadStore> store) {
		LargePayloadProperties properties = LargePayloadProperties.of(environment);
		if (!properties.buckets().isEmpty() && beans.getBeanNamesForType(PayloadStore.class, true, false).length == 0) {
			throw new InvalidPropertyException(LargePayloadProperties.PREFIX + ".buckets",
					String.join(",", properties.buckets()), "reading from S3 requires the AWS SDK: " + DEPENDENCY);
		}
		return properties.deleteAfterSuccess()
				? OuterInterceptor.of(InterceptorOrder.LARGE_PAYLOADS, new DeletionInterceptor(store::getObject))
				: null;
	}

	/**
	 * With the client of S3.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(S3Client.class)
	static class S3Configuration {

		@Bean
		@ConditionalOnMissingBean
		PayloadStore golambdaPayloadStore(Environment environment, ListableBeanFactory beans) {
			ServiceClient<S3Client> client = ServiceClient.s3(environment, new RegisteredBeans(beans));
			return new S3PayloadStore(client, client::close, LambdaEnvironment.current().region().orElse(null));
		}

	}

}
