package io.golambda.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

import io.golambda.event.Event;
import io.golambda.event.Records;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.RecordInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Work on a record that goes on after the consumer returned.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BatchAwaitingTests {

	private final List<String> done = Collections.synchronizedList(new ArrayList<>());

	static Stream<Arguments> forms() {
		return Stream.of(form("Mono", Mono::fromCallable),
				form("Flux", (work) -> Flux.just(1, 2).concatWith(Mono.fromCallable(work::call).then(Mono.empty()))),
				form("CompletableFuture", BatchAwaitingTests::later),
				form("CompletionStage", (work) -> later(work).minimalCompletionStage()), form("Future", (work) -> {
					FutureTask<Integer> task = new FutureTask<>(work::call);
					new Thread(task).start();
					return task;
				}), form("Flow.Publisher", (work) -> JdkFlowAdapter.publisherToFlowPublisher(Mono.fromCallable(work))),
				form("Mono of a future", (work) -> Mono.fromSupplier(() -> later(work))));
	}

	private static Arguments form(String name, Function<Work, Object> form) {
		return arguments(name, form);
	}

	private static CompletableFuture<Integer> later(Work work) {
		CompletableFuture<Integer> future = new CompletableFuture<>();
		new Thread(() -> {
			try {
				future.complete(work.call());
			}
			catch (Exception ex) {
				future.completeExceptionally(ex);
			}
		}).start();
		return future;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("forms")
	void failedResultFailsItsRecord(String name, Function<Work, Object> form) {
		RecordFunction<String> function = (text) -> form.apply(() -> work(text));
		BatchResponse expected = BatchResponse.of(Events.id(Events.queue("a", "b!", "c").records().get(1)));
		Event event = Events.queue("a", "b!", "c");
		assertThat(Batch.eachAwaiting(String.class, function).apply(event)).isEqualTo(expected);
		assertThat(this.done).containsExactly("a", "c");
		assertThat(Batch.eachAwaiting(new TypeReference<String>() {
		}, function).apply(event)).isEqualTo(expected);
		assertThat(Batch.processAwaiting(event, (record) -> function.apply(record.text()))).isEqualTo(expected);
		assertThat(Batch.processAwaiting(Records.of(event, String.class), function)).isEqualTo(expected);
		assertThat(Batch.builder().parallelism(3).eachAwaiting(String.class, function).apply(event))
			.isEqualTo(expected);
		assertThat(this.done).hasSize(10);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("forms")
	void singleFailureIsRethrownUnchanged(String name, Function<Work, Object> form) {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(
					() -> Batch.processAwaiting(Events.queue("a!"), (record) -> form.apply(() -> work(record.text()))))
			.withMessage("a!")
			.withNoCause();
	}

	@Test
	void reactiveMethodReferenceIsAwaited() {
		assertThat(Batch.eachAwaiting(String.class, this::handle).apply(Events.queue("a", "b")))
			.isEqualTo(BatchResponse.of());
		assertThat(this.done).containsExactly("a", "b");
	}

	private Mono<Void> handle(String text) {
		return Mono.fromRunnable(() -> this.done.add(text));
	}

	@Test
	void completedResultIsIgnored() {
		assertThat(Batch.eachAwaiting(String.class, this.done::add).apply(Events.queue("a", "b")))
			.isEqualTo(BatchResponse.of());
		assertThat(Batch.eachAwaiting(String.class, (text) -> null).apply(Events.queue("a")))
			.isEqualTo(BatchResponse.of());
	}

	@Test
	void messageOfAGroupWaitsForThePreviousOne() {
		Event event = Events.fifo("a1", "b1", "a2", "a3", "b2");
		for (int parallelism : List.of(1, 4)) {
			this.done.clear();
			BatchResponse answer = Batch.builder().parallelism(parallelism).processAwaiting(event, (record) -> {
				String id = Events.id(record);
				return later(() -> work(id.equals("a2") ? "a2!" : id));
			});
			assertThat(answer.batchItemFailures()).extracting(BatchResponse.BatchItemFailure::itemIdentifier)
				.containsExactlyInAnyOrder("a2", "a3");
			assertThat(this.done).containsExactlyInAnyOrder("a1", "b1", "b2").containsSubsequence("b1", "b2");
		}
	}

	@Test
	void parallelWorkersWaitConcurrently() {
		CyclicBarrier together = new CyclicBarrier(4);
		assertThat(Batch.builder()
			.parallelism(4)
			.eachAwaiting(String.class, (text) -> later(together::await))
			.apply(Events.queue("a", "b", "c", "d"))).isEqualTo(BatchResponse.of());
	}

	@Test
	void incompleteResultIsCancelledAtTheDeadline() {
		for (int parallelism : List.of(1, 2)) {
			AtomicBoolean started = new AtomicBoolean();
			AtomicBoolean cancelled = new AtomicBoolean();
			Event event = Events.withTimeLeft(Events.fifo("a1", "a2", "b1"), 2000);
			BatchResponse answer = Batch.builder()
				.throwOnEntireBatchFailure(false)
				.parallelism(parallelism)
				.processAwaiting(event, (record) -> {
					return Events.id(record).equals("a1") ? Mono.never()
						.doOnSubscribe((subscription) -> started.set(true))
						.doOnCancel(() -> cancelled.set(true)) : Mono.empty();
				});
			assertThat(answer.batchItemFailures()).extracting(BatchResponse.BatchItemFailure::itemIdentifier)
				.contains("a1", "a2");
			// on a busy machine there may be no time to start it
			assertThat(cancelled.get()).isEqualTo(started.get());
		}
	}

	@Test
	void expiredWaitNamesTheDeadline() {
		Event event = Events.withTimeLeft(Events.queue("a"), 2500);
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> Batch.eachAwaiting(String.class, (text) -> new CompletableFuture<>()).apply(event))
			.withMessageMatching(
					"The asynchronous work did not complete in the \\d+ ms that were left, " + "and was cancelled\\.");
	}

	@Test
	void interruptEndsTheWait() throws Exception {
		CountDownLatch waiting = new CountDownLatch(1);
		CompletableFuture<Object> forever = new CompletableFuture<>();
		FutureTask<BatchResponse> batch = new FutureTask<>(() -> Batch.builder()
			.throwOnEntireBatchFailure(false)
			.processAwaiting(Events.queue("a", "b"), (record) -> {
				waiting.countDown();
				return forever;
			}));
		Thread thread = new Thread(batch);
		thread.start();
		waiting.await();
		thread.interrupt();
		assertThat(batch.get().batchItemFailures()).hasSize(2);
		assertThat(forever).isCancelled();
	}

	@Test
	void interceptorsSeeTheCompletedResult() throws Exception {
		List<String> calls = Collections.synchronizedList(new ArrayList<>());
		RecordInterceptor interceptor = (record, chain) -> {
			try {
				chain.proceed();
				calls.add("succeeded");
			}
			catch (IOException ex) {
				calls.add("failed");
				throw ex;
			}
		};
		InvocationChain chain = new InvocationChain(List.of(), () -> List.of(interceptor));
		chain.invoke(Events.queue("a", "b!"), (invocation) -> Batch.processAwaiting(invocation.event(), (record) -> {
			assertThat(Invocation.current().record()).contains(record);
			return later(() -> work(record.text()));
		}));
		assertThat(calls).containsExactly("succeeded", "failed");
	}

	@Test
	void asynchronousWindowStateIsRejected() {
		for (Object state : Arrays.asList(Mono.just(Map.of()), CompletableFuture.completedFuture(1))) {
			assertThatIllegalArgumentException().isThrownBy(() -> BatchResponse.of().withState(state))
				.withMessageContaining("Wait for its value");
		}
	}

	private int work(String text) throws IOException {
		if (text.endsWith("!")) {
			throw new IOException(text);
		}
		this.done.add(text);
		return 1;
	}

	/**
	 * Work that may fail.
	 */
	@FunctionalInterface
	interface Work extends Callable<Integer> {

	}

}
