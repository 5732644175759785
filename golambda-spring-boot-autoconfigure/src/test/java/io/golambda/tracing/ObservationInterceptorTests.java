package io.golambda.tracing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Observations of invocations and their records.
 */
class ObservationInterceptorTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ObservationInterceptor interceptor = new ObservationInterceptor(this.registry, XRayHeaderUse.PARENT);

	private final InvocationChain chain = new InvocationChain(
			LambdaEnvironment.of(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")),
			List.of(OuterInterceptor.of(InterceptorOrder.OBSERVATION, this.interceptor),
					OuterInterceptor.of(InterceptorOrder.DEBUG_ON_FAILURE + 1, ObservationInterceptor.timeoutScope())),
			List.of(), List::of);

	@Test
	void invocationIsObservedWithItsSource() throws Exception {
		this.chain.invoke(Event.encapSqs("a"), (invocation) -> {
			assertThat(this.registry.getCurrentObservation()).isNotNull();
			return null;
		});
		this.chain.invoke(Event.encapS3("a"), (invocation) -> null);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo("lambda.invocation", 2)
			.hasAnObservation((observation) -> observation.hasLowCardinalityKeyValue("lambda.event_source", "SQS")
				.hasLowCardinalityKeyValue("faas.coldstart", "true")
				.hasLowCardinalityKeyValue("faas.name", "none")
				.hasHighCardinalityKeyValue("faas.invocation_id", "none"))
			.hasAnObservation((observation) -> observation.hasLowCardinalityKeyValue("lambda.event_source", "S3")
				.hasLowCardinalityKeyValue("faas.coldstart", "false"));
		assertThat(this.registry.getCurrentObservation()).as("current observation").isNull();
	}

	@Test
	void exceptionIsTheErrorOfTheInvocation() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.chain.invoke(Event.of("{}"), (invocation) -> {
				throw new IllegalStateException("oops");
			}));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasBeenStopped()
			.thenError()
			.isInstanceOf(IllegalStateException.class)
			.hasMessage("oops");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void recordsOfABatchAreObservedWithinTheInvocation(int parallelism) throws Exception {
		Event event = Event.encapSqs("a", "bad", "c", Event.encapSns("d").json());
		this.chain.invoke(event, (invocation) -> Batch.builder().parallelism(parallelism).process(event, (record) -> {
			Observation current = this.registry.getCurrentObservation();
			assertThat(current.getContextView()).isInstanceOfSatisfying(RecordObservationContext.class,
					(context) -> assertThat(context.record()).isSameAs(record));
			assertThat(current.getContextView().getParentObservation().getContextView())
				.isInstanceOf(InvocationObservationContext.class);
			if (record.text().equals("bad")) {
				throw new IllegalStateException("bad");
			}
		}));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo("lambda.record", 4)
			.hasNumberOfObservationsWithNameEqualTo("lambda.invocation", 1)
			.hasAnObservation((observation) -> observation.hasContextualNameEqualTo("process SQS")
				.hasHighCardinalityKeyValue("messaging.message.id", event.decapSqs().get(1).id().orElseThrow())
				.thenError()
				.hasMessage("bad"))
			.hasAnObservation((observation) -> observation.hasContextualNameEqualTo("process SNS")
				.hasLowCardinalityKeyValue("lambda.event_source", "SNS")
				.hasHighCardinalityKeyValue("lambda.record.envelope_id", event.decapSqs().get(3).id().orElseThrow())
				.doesNotHaveError());
	}

	@Test
	void nestedBatchIsObservedWithinItsRecord() throws Exception {
		Event inner = Event.encapKinesis("x");
		this.chain.invoke(Event.encapSqs("a"),
				(invocation) -> Batch.process(invocation.event(), (record) -> Batch.process(inner, (nested) -> {
					assertThat(this.registry.getCurrentObservation()
						.getContextView()
						.getParentObservation()
						.getContextView()).isInstanceOfSatisfying(RecordObservationContext.class,
								(context) -> assertThat(context.record()).isSameAs(record));
				})));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo("lambda.record", 2);
	}

	@Test
	void timeoutEndsTheObservationsOnceWithTheError() throws Exception {
		List<String> ended = new CopyOnWriteArrayList<>();
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				ended.add(context.getName() + ": " + context.getError().getMessage());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		Exception timeout = new IllegalStateException("timeout");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.chain.invoke(Event.encapSqs("a"),
				(invocation) -> Batch.process(invocation.event(), (record) -> {
					CompletableFuture.runAsync(() -> this.chain.timeout(invocation, timeout)).join();
					throw new IllegalStateException("late");
				})))
			.withMessage("late");
		assertThat(ended).containsExactly("lambda.record: timeout", "lambda.invocation: timeout");
		assertThat(this.registry.getCurrentObservation()).as("current observation").isNull();
	}

	@Test
	void customConventionIsUsed() throws Exception {
		this.registry.observationConfig()
			.observationConvention(new GlobalObservationConvention<RecordObservationContext>() {

				@Override
				public boolean supportsContext(Observation.Context context) {
					return context instanceof RecordObservationContext;
				}

				@Override
				public String getName() {
					return "orders";
				}

			});
		Object answer = this.chain.invoke(Event.encapSqs("a"),
				(invocation) -> Batch.process(invocation.event(), (record) -> {
				}));
		assertThat(answer).isEqualTo(BatchResponse.of());
		TestObservationRegistryAssert.assertThat(this.registry).hasObservationWithNameEqualTo("orders");
	}

}
