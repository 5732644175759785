package io.golambda.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

import io.golambda.autoconfigure.IdempotencyProperties.Store;
import io.golambda.idempotency.Idempotency;
import io.golambda.idempotency.IdempotencyStore;
import io.golambda.idempotency.InMemoryIdempotencyStore;
import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

class IdempotencyAutoConfigurationTests {

	private static final LambdaEnvironment LAMBDA = LambdaEnvironment
		.of(Map.of(LambdaEnvironment.RUNTIME_API, "127.0.0.1:9001"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(IdempotencyAutoConfiguration.class));

	@Test
	void testsHaveAStoreInMemory() {
		this.runner.run((context) -> {
			assertThat(context.getBean(IdempotencyStore.class)).isInstanceOf(InMemoryIdempotencyStore.class);
			AtomicInteger calls = new AtomicInteger();
			for (int i = 0; i < 2; i++) {
				context.getBean(Idempotency.class).forKey("a").run(calls::incrementAndGet);
			}
			assertThat(calls).hasValue(1);
			assertThat(((InMemoryIdempotencyStore) context.getBean(IdempotencyStore.class)).size()).isEqualTo(1);
		});
	}

	@Test
	void nothingIsCreatedUnlessItIsInjected() {
		this.runner.withPropertyValues("golambda.idempotency.store=dynamodb")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void storeOfTheApplicationIsUsed() {
		InMemoryIdempotencyStore own = new InMemoryIdempotencyStore();
		this.runner.withBean("keys", IdempotencyStore.class, () -> own)
			.withPropertyValues("golambda.idempotency.table-name=orders")
			.run((context) -> {
				assertThat(context.getBean(IdempotencyStore.class)).isSameAs(own);
				context.getBean(Idempotency.class).forKey("a").run(() -> {
				});
				assertThat(own.size()).isEqualTo(1);
			});
	}

	@Test
	void tableIsOpenedByTheFactoryOfItsLibrary() {
		InMemoryIdempotencyStore table = new InMemoryIdempotencyStore();
		this.runner.withBean(IdempotencyStoreFactory.class, () -> (name) -> {
			assertThat(name).isEqualTo("orders");
			return table;
		})
			.withPropertyValues("golambda.idempotency.table-name=orders")
			.run((context) -> assertThat(context.getBean(IdempotencyStore.class)).isSameAs(table));
	}

	@Test
	void tableWithoutItsLibraryIsAnErrorThatNamesTheDependency() {
		this.runner.withPropertyValues("golambda.idempotency.table-name=orders").run((context) -> {
			FailureAnalysis analysis = analyze(() -> context.getBean(Idempotency.class));
			assertThat(analysis.getDescription()).isEqualTo(
					"golambda.idempotency.table-name is set, but the AWS SDK for DynamoDB is not on the class path.");
			assertThat(analysis.getAction()).isEqualTo("Add the dependency software.amazon.awssdk:dynamodb.");
		});
	}

	@Test
	void storeInLambdaHasToBeNamed() {
		this.runner.run((context) -> {
			FailureAnalysis analysis = analyze(() -> IdempotencySetup.store(context, context.getEnvironment(), LAMBDA));
			assertThat(analysis.getDescription())
				.startsWith("Idempotency needs a store that all execution environments");
			assertThat(analysis.getAction()).contains("golambda.idempotency.table-name",
					"golambda.idempotency.store=memory");
		});
		this.runner.withPropertyValues("golambda.idempotency.store=dynamodb")
			.run((context) -> assertThat(analyze(() -> context.getBean(IdempotencyStore.class)).getDescription())
				.isEqualTo("golambda.idempotency.store is dynamodb, but golambda.idempotency.table-name is not set."));
		this.runner.withPropertyValues("golambda.idempotency.store=memory", "golambda.idempotency.table-name=orders")
			.run((context) -> assertThat(IdempotencySetup.store(context, context.getEnvironment(), LAMBDA))
				.isInstanceOf(InMemoryIdempotencyStore.class));
	}

	private static FailureAnalysis analyze(ThrowingCallable call) {
		Throwable failure = catchThrowable(call);
		return new IdempotencyStoreFailureAnalyzer().analyze(failure);
	}

	@Test
	void namespaceIsThatOfThePropertiesOrTheFunction() {
		this.runner.run((context) -> assertThat(context.getBean(Idempotency.class)).hasToString("Idempotency[local]"));
		this.runner.withPropertyValues("golambda.idempotency.namespace=orders-api")
			.run((context) -> assertThat(context.getBean(Idempotency.class)).hasToString("Idempotency[orders-api]"));
	}

	@Test
	void propertiesHaveTheDefaultsThatSpringBootBinds() {
		MockEnvironment environment = new MockEnvironment();
		assertThat(IdempotencyProperties.of(environment)).isEqualTo(bound(environment))
			.isEqualTo(new IdempotencyProperties(null, null, null, Duration.ofHours(1), Duration.ofMinutes(1),
					Duration.ofMinutes(15), 256));
		environment.setProperty("golambda.idempotency.store", "memory");
		environment.setProperty("golambda.idempotency.cache-size", "0");
		assertThat(IdempotencyProperties.of(environment)).isEqualTo(bound(environment))
			.isEqualTo(new IdempotencyProperties(null, Store.MEMORY, null, Duration.ofHours(1), Duration.ofMinutes(1),
					Duration.ofMinutes(15), 0));
	}

	private static IdempotencyProperties bound(MockEnvironment environment) {
		return Binder.get(environment).bindOrCreate(IdempotencyProperties.PREFIX, IdempotencyProperties.class);
	}

	@ParameterizedTest
	@CsvSource({ "time-to-live, 0, golambda.idempotency.time-to-live is PT0S: it is a time such as 1h.",
			"without-deadline, -1s, golambda.idempotency.without-deadline is PT-1S: it is a time such as 15m.",
			"clock-skew, -1s, 'golambda.idempotency.clock-skew is PT-1S: it is a time such as 1m, or 0 if all clocks are the same.'",
			"cache-size, -1, 'golambda.idempotency.cache-size is -1: it is a number of keys such as 256, or 0 for no cache.'",
			"namespace, a#b, 'golambda.idempotency.namespace is \"a#b\": it consists of 1 to 128 letters, digits and the characters . : _ -.'" })
	void invalidPropertyIsAnError(String name, String value, String message) {
		MockEnvironment environment = new MockEnvironment();
		environment.setProperty("golambda.idempotency." + name, value);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> IdempotencyProperties.of(environment))
			.havingRootCause()
			.isInstanceOf(InvalidPropertyException.class)
			.withMessage(message);
	}

}
