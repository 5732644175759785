package io.golambda.invocation;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests what an invocation says about itself, its records and its timeout.
 */
class InvocationTests {

	private static final String HEADER = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

	private final InvocationChain chain = new InvocationChain(List.of());

	@Test
	void deadlineIsTheTimeOfTheTimeout() throws Exception {
		Event event = event(Map.of("getRemainingTimeInMillis", 30_000));
		this.chain.invoke(event, (invocation) -> {
			assertThat(invocation.deadline().orElseThrow()).isCloseTo(Instant.now().plusSeconds(30),
					within(Duration.ofSeconds(1)));
			return null;
		});
	}

	@Test
	void deadlineInThePastIsNow() throws Exception {
		this.chain.invoke(event(Map.of("getRemainingTimeInMillis", 0)), (invocation) -> {
			assertThat(invocation.deadline().orElseThrow()).isCloseTo(Instant.now(), within(Duration.ofSeconds(1)));
			return null;
		});
	}

	@Test
	void invocationOutsideLambdaHasNeitherDeadlineNorTenantNorTraceHeaderNorClientContext() throws Exception {
		this.chain.invoke(Event.of("{}"), (invocation) -> {
			assertThat(invocation.deadline()).isEmpty();
			assertThat(invocation.tenantId()).isEmpty();
			assertThat(invocation.traceHeader()).isEmpty();
			assertThat(invocation.clientContext()).isEmpty();
			return null;
		});
	}

	@Test
	void tenantClientContextAndTraceHeaderAreThoseOfLambdasContext() throws Exception {
		ClientContext client = proxy(ClientContext.class, Map.of());
		Event event = event(Map.of("getTenantId", "blue", "getXrayTraceId", HEADER, "getClientContext", client));
		this.chain.invoke(event, (invocation) -> {
			assertThat(invocation.tenantId()).contains("blue");
			assertThat(invocation.traceHeader()).contains(HEADER);
			assertThat(invocation.clientContext()).containsSame(client);
			return null;
		});
	}

	@Test
	void traceIdIsKnownIfXRaySamplesTheTrace() throws Exception {
		assertThat(this.chain.invoke(event(Map.of("getXrayTraceId", HEADER)), Invocation::sampledTraceId))
			.isEqualTo(Optional.of("1-5759e988-bd862e3fe1be46a994272793"));
		for (String header : List.of(HEADER.replace("Sampled=1", "Sampled=0"), HEADER.replace(";Sampled=1", ""),
				"Root=1")) {
			assertThat(this.chain.invoke(event(Map.of("getXrayTraceId", header)), Invocation::sampledTraceId))
				.isEqualTo(Optional.empty());
		}
	}

	@Test
	void traceHeaderIsTakenFromTheSystemPropertyIfTheContextHasNone() throws Exception {
		System.setProperty("com.amazonaws.xray.traceHeader", HEADER);
		try {
			assertThat(this.chain.invoke(event(Map.of()), Invocation::traceHeader)).isEqualTo(Optional.of(HEADER));
		}
		finally {
			System.clearProperty("com.amazonaws.xray.traceHeader");
		}
	}

	@Test
	void managedInstanceHasNoTraceHeaderInASystemProperty() throws Exception {
		System.setProperty("com.amazonaws.xray.traceHeader", HEADER);
		try {
			InvocationChain concurrent = new InvocationChain(
					LambdaEnvironment.of(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "1")), List.of(), List.of(), List::of);
			assertThat(concurrent.invoke(event(Map.of()), Invocation::traceHeader)).isEqualTo(Optional.empty());
			assertThat(concurrent.invoke(event(Map.of("getXrayTraceId", "own")), Invocation::traceHeader))
				.isEqualTo(Optional.of("own"));
		}
		finally {
			System.clearProperty("com.amazonaws.xray.traceHeader");
		}
	}

	@Test
	void recordsInWorkAreTheViewsOfTheRecordsWithTheirThreads() throws Exception {
		List<Optional<String>> seen = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		CountDownLatch both = new CountDownLatch(2);
		this.chain.invoke(Event.encapSqs("blue", "orange"), (invocation) -> {
			BatchResponse response = Batch.builder().parallelism(2).each(String.class, (text) -> {
				both.countDown();
				both.await();
				synchronized (seen) {
					if (seen.isEmpty()) {
						Invocation.current().recordsInWork().forEach((view) -> {
							seen.add(view.record().map((record) -> record.bind(String.class)));
							threads.add(view.thread());
						});
					}
				}
			}).apply(invocation.event());
			assertThat(invocation.recordsInWork()).isEmpty();
			return response;
		});
		assertThat(seen).containsExactlyInAnyOrder(Optional.of("blue"), Optional.of("orange"));
		assertThat(threads).doesNotHaveDuplicates().contains(Thread.currentThread());
	}

	@Test
	void batchCountsItsRecords() throws Exception {
		Event event = Event.encapSqs("good", "bad", "fine");
		this.chain.invoke(event, (invocation) -> {
			Object answer = Batch.each(String.class, (text) -> {
				if (text.equals("bad")) {
					throw new IllegalStateException(text);
				}
			}).apply(event);
			RecordCounts counts = invocation.attribute(RecordCounts.class).orElseThrow();
			assertThat(List.of(counts.batches(), counts.records(), counts.failed(), counts.untried()))
				.containsExactly(1, 3, 1, 0);
			return answer;
		});
	}

	@Test
	void workInAnotherThreadIsWorkForTheInvocation() throws Exception {
		this.chain.invoke(Event.of("{}"), (invocation) -> {
			List<Invocation> seen = new ArrayList<>();
			CompletableFuture.runAsync(() -> {
				try {
					invocation.call(() -> seen.add(Invocation.current()));
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
				Invocation.find().ifPresent(seen::add);
			}).join();
			assertThat(seen).containsExactly(invocation);
			return null;
		});
	}

	@Test
	void timeoutPassesTheListenersFromTheInside() throws Exception {
		List<String> calls = new ArrayList<>();
		InvocationChain chain = new InvocationChain(LambdaEnvironment.of(Map.of()),
				List.of(OuterInterceptor.of(InterceptorOrder.EXPORT, new Listening("export", calls)),
						OuterInterceptor.of(InterceptorOrder.ERROR, new Listening("fails", calls)),
						OuterInterceptor.of(InterceptorOrder.RESULT, (invocation, rest) -> rest.proceed(invocation))),
				List.of(), List::of);
		chain.invoke(Event.of("{}"), (invocation) -> {
			CompletableFuture.runAsync(() -> chain.timeout(invocation, new Exception("timeout"))).join();
			return null;
		});
		assertThat(calls).containsExactly("fails timeout true", "export timeout true");
	}

	private static Event event(Map<String, Object> context) {
		return Event.of("{}", proxy(Context.class, context));
	}

	private static <T> T proxy(Class<T> type, Map<String, Object> values) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> values.get(method.getName())));
	}

	/**
	 * An interceptor that notes its calls before a timeout.
	 */
	private record Listening(String name, List<String> calls) implements InvocationInterceptor, TimeoutListener {

		@Override
		public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
			return chain.proceed(invocation);
		}

		@Override
		public void onTimeout(Invocation invocation, Throwable timeout) {
			boolean current = Objects.equals(Invocation.find(), Optional.of(invocation));
			this.calls.add(this.name + " " + timeout.getMessage() + " " + current);
			if (this.name.equals("fails")) {
				throw new IllegalStateException("contained");
			}
		}

	}

}
