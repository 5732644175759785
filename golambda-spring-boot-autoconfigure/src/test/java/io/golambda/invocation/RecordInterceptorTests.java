package io.golambda.invocation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordInterceptorTests {

	private final Event event = Event.encapSqs("a", "b");

	@Test
	void firstInterceptorIsOutermost() throws Exception {
		List<String> calls = new ArrayList<>();
		invoke(List.of(recording("1", calls), recording("2", calls)), (invocation) -> {
			for (EventRecord record : this.event.records()) {
				invocation.process(record, () -> calls.add(record.text()));
			}
		});
		assertThat(calls).containsExactly("1 in", "2 in", "a", "2 out", "1 out", "1 in", "2 in", "b", "2 out", "1 out");
	}

	@Test
	void outerInterceptorsSurroundThoseOfTheApplication() throws Exception {
		List<String> calls = new ArrayList<>();
		InvocationChain chain = new InvocationChain(LambdaEnvironment.of(Map.of()),
				List.of(OuterInterceptor.of(InterceptorOrder.ERROR, new Both("error", calls)),
						OuterInterceptor.of(InterceptorOrder.RESULT, (invocation, rest) -> rest.proceed(invocation)),
						OuterInterceptor.of(InterceptorOrder.LOG_CONTEXT, new Both("log", calls))),
				List.of(), () -> List.of(recording("application", calls)));
		chain.invoke(this.event, (invocation) -> {
			invocation.process(first(), () -> calls.add("work"));
			return null;
		});
		assertThat(calls).containsExactly("log in", "error in", "application in", "work", "application out",
				"error out", "log out");
	}

	@Test
	void createsTheInterceptorsOnceForTheFirstRecord() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		InvocationChain chain = new InvocationChain(List.of(), () -> {
			asked.incrementAndGet();
			return List.of();
		});
		chain.invoke(this.event, (invocation) -> null);
		assertThat(asked).hasValue(0);
		for (int i = 0; i < 2; i++) {
			chain.invoke(this.event, (invocation) -> {
				for (EventRecord record : this.event.records()) {
					invocation.process(record, () -> {
					});
				}
				return null;
			});
		}
		assertThat(asked).hasValue(1);
	}

	@Test
	void throwsTheExceptionOfTheWorkUnchanged() throws Exception {
		IOException failure = new IOException("checked");
		invoke(List.of(), (invocation) -> {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> invocation.process(first(), () -> {
				throw failure;
			})).isSameAs(failure);
			assertThat(Invocation.current()).isSameAs(invocation);
		});
	}

	@Test
	void currentInvocationHasTheRecord() throws Exception {
		invoke(List.of(), (invocation) -> {
			assertThat(invocation.record()).isEmpty();
			invocation.process(first(), () -> {
				assertThat(Invocation.current().record())
					.hasValueSatisfying((record) -> assertThat(record.id()).isEqualTo(first().id()));
				assertThat(Invocation.current().event()).isSameAs(invocation.event());
			});
		});
	}

	@Test
	void valuesOfARecordOverrideThoseOfTheInvocation() throws Exception {
		invoke(List.of(), (invocation) -> {
			invocation.with("batch", 1).with("both", "invocation");
			invocation.process(first(), () -> {
				Invocation.current().with("both", "record").with("order", 17);
				assertThat(Invocation.current().values()).containsEntry("batch", 1)
					.containsEntry("both", "record")
					.containsEntry("order", 17)
					.containsEntry("record.id", first().id().orElseThrow());
			});
			assertThat(invocation.values()).containsOnlyKeys("batch", "both").containsEntry("both", "invocation");
		});
	}

	@Test
	void nestedRecordHasItsIdAndThatOfItsEnvelope() throws Exception {
		Event nested = Event.encapSnsOverSqs("x");
		EventRecord notification = nested.records().get(0);
		new InvocationChain(List.of()).invoke(nested, (invocation) -> {
			invocation.process(notification,
					() -> assertThat(Invocation.current().values())
						.containsEntry("record.id", notification.id().orElseThrow())
						.containsEntry("record.envelope.id", nested.decapSqs().get(0).id().orElseThrow()));
			return null;
		});
	}

	@Test
	void recordWithoutIdHasNoIdValue() throws Exception {
		Event odd = Event.of("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"x\"}]}");
		new InvocationChain(List.of()).invoke(odd, (invocation) -> {
			invocation.process(odd.records().get(0), () -> assertThat(Invocation.current().values()).isEmpty());
			return null;
		});
	}

	@Test
	void createdAttributesAreSharedAndSetOnesAreTheRecords() throws Exception {
		invoke(List.of(), (invocation) -> {
			invocation.process(first(), () -> {
				Invocation.current().attribute(StringBuilder.class, StringBuilder::new).append("made");
				Invocation.current().setAttribute(String.class, "own");
				assertThat(Invocation.current().attribute(String.class)).hasValue("own");
				assertThat(Invocation.current().attribute(String.class, () -> "another")).isEqualTo("own");
			});
			assertThat(invocation.attribute(StringBuilder.class))
				.hasValueSatisfying((made) -> assertThat(made).hasToString("made"));
			assertThat(invocation.attribute(String.class)).isEmpty();
		});
	}

	@Test
	void processesARecordInAnyThread() throws Exception {
		invoke(List.of(), (invocation) -> CompletableFuture.runAsync(() -> {
			try {
				invocation.process(first(), () -> assertThat(Invocation.current().record()).isPresent());
			}
			catch (Exception ex) {
				throw new AssertionError(ex);
			}
			assertThat(Invocation.find()).isEmpty();
		}).join());
	}

	private EventRecord first() {
		return this.event.records().get(0);
	}

	private void invoke(List<RecordInterceptor> links, Work work) throws Exception {
		new InvocationChain(List.of(), () -> links).invoke(this.event, (invocation) -> {
			work.run(invocation);
			return null;
		});
	}

	private static RecordInterceptor recording(String name, List<String> calls) {
		return (record, rest) -> {
			calls.add(name + " in");
			try {
				rest.proceed();
			}
			finally {
				calls.add(name + " out");
			}
		};
	}

	private record Both(String name, List<String> calls) implements InvocationInterceptor, RecordInterceptor {

		@Override
		public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
			return chain.proceed(invocation);
		}

		@Override
		public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
			recording(this.name, this.calls).intercept(record, chain);
		}

	}

	@FunctionalInterface
	private interface Work {

		void run(Invocation invocation) throws Exception;

	}

}
