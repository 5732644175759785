package io.golambda.autoconfigure;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;
import io.golambda.event.LargePayloads;
import io.golambda.event.PayloadStore;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.payload.S3PayloadStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LargePayloadAutoConfigurationTests {

	private static final PayloadStore EMPTY = (reference) -> {
		throw new IOException("there is nothing");
	};

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LargePayloadAutoConfiguration.class));

	@Test
	void pointersAreNotFollowedByDefault() {
		this.runner.run((context) -> {
			assertThat(context.getBean(LargePayloads.class).maxBytes()).isZero();
			assertThat(context.getBean(PayloadStore.class)).isInstanceOf(S3PayloadStore.class);
			assertThat(context.getBeanProvider(OuterInterceptor.class).stream()).isEmpty();
			assertThat(LargePayloadProperties.of(context.getEnvironment()))
				.isEqualTo(context.getBean(LargePayloadProperties.class))
				.isEqualTo(new LargePayloadProperties(List.of(), DataSize.ofMegabytes(64), false));
		});
		this.runner.withInitializer((context) -> context.addBeanFactoryPostProcessor(new LazyInfrastructure()))
			.run((context) -> assertThat(context).as("in Lambda")
				.doesNotHaveBean(LargePayloadAutoConfiguration.INTERCEPTOR));
	}

	@Test
	void propertiesAreTheSameInAndOutsideTheContext() {
		this.runner
			.withPropertyValues("golambda.large-payload.buckets=a,b", "golambda.large-payload.max-size=5MB",
					"golambda.large-payload.delete-after-success=true")
			.run((context) -> {
				assertThat(LargePayloadProperties.of(context.getEnvironment()))
					.isEqualTo(context.getBean(LargePayloadProperties.class))
					.isEqualTo(new LargePayloadProperties(List.of("a", "b"), DataSize.ofMegabytes(5), true));
				assertThat(context.getBean(LargePayloads.class).maxBytes()).isEqualTo(5 << 20);
				assertThat(context.getBeanProvider(OuterInterceptor.class).stream()).hasSize(1);
			});
	}

	@Test
	void storeOfTheApplicationIsUsed() {
		this.runner.withBean(PayloadStore.class, () -> EMPTY)
			.withPropertyValues("golambda.large-payload.buckets=basket")
			.run((context) -> {
				assertThat(context).hasSingleBean(PayloadStore.class);
				EventRecord record = new EventMapper(JsonMapper.builder().build(), 1024)
					.withLargePayloads(() -> context.getBean(LargePayloads.class))
					.event(Event.encapSqs("[\"software.amazon.payloadoffloading.PayloadS3Pointer\","
							+ "{\"s3BucketName\":\"basket\",\"s3Key\":\"k\"}]"))
					.records()
					.get(0);
				assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
					.withMessageEndingWith("which cannot be read: there is nothing.");
			});
	}

	@Test
	void missingSdkFailsTheStart() {
		this.runner.withClassLoader(new FilteredClassLoader(S3Client.class))
			.withPropertyValues("golambda.large-payload.buckets=basket")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("golambda.large-payload.buckets is \"basket\": reading from S3 requires the AWS SDK: add "
						+ "software.amazon.awssdk:s3 to the dependencies, or declare a bean of type "
						+ "io.golambda.event.PayloadStore."));
	}

	@Test
	void missingSdkIsReportedForAnObjectOfAnEvent() {
		this.runner.withClassLoader(new FilteredClassLoader(S3Client.class)).run((context) -> {
			EventRecord record = new EventMapper(JsonMapper.builder().build(), 1024)
				.withLargePayloads(() -> context.getBean(LargePayloads.class))
				.event(Event.encapS3("a"))
				.records()
				.get(0);
			assertThatExceptionOfType(EventException.class).isThrownBy(record::stream)
				.withMessageContaining("add software.amazon.awssdk:s3 to the dependencies");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "orders-*", "orders/in" })
	void bucketsHaveExactNames(String bucket) {
		this.runner.withPropertyValues("golambda.large-payload.buckets=" + bucket)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining(
						"golambda.large-payload.buckets is \"" + bucket + "\": it must be the exact name of a bucket"));
	}

	@Test
	void uselessSettingsAreErrors() {
		this.runner.withPropertyValues("golambda.large-payload.delete-after-success=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("name the buckets in golambda.large-payload.buckets"));
		this.runner.withPropertyValues("golambda.large-payload.buckets=a", "golambda.large-payload.max-size=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("it must be larger than zero, such as 64MB"));
	}

}
