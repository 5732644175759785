package io.golambda.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.golambda.event.Event;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BatchParallelTests {

	@Test
	void parallelismLimitsConcurrentRecords() {
		CyclicBarrier together = new CyclicBarrier(4);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		Batch.builder().parallelism(4).process(queue(40), (record) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			together.await();
			running.decrementAndGet();
		});
		assertThat(most).hasValue(4);
	}

	@Test
	void functionThreadTakesPartAndOtherThreadsAreVirtualIfSupported() throws Exception {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		CyclicBarrier together = new CyclicBarrier(3);
		Batch.builder().parallelism(3).process(queue(3), (record) -> {
			threads.add(Thread.currentThread());
			together.await();
		});
		assertThat(threads).hasSize(3).contains(Thread.currentThread());
		threads.remove(Thread.currentThread());
		for (Thread thread : threads) {
			assertThat(thread.getName()).startsWith("golambda-batch-");
			assertThat(thread.isDaemon()).isTrue();
			assertThat(thread.isAlive()).isFalse();
			if (Runtime.version().feature() >= 21) {
				assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
			}
		}
	}

	@Test
	void customThreadFactoryIsUsed() {
		Set<String> names = ConcurrentHashMap.newKeySet();
		CyclicBarrier together = new CyclicBarrier(2);
		Batch.builder().parallelism(2).threads((work) -> new Thread(work, "mine")).process(queue(2), (record) -> {
			names.add(Thread.currentThread().getName());
			together.await();
		});
		assertThat(names).contains("mine");
	}

	@Test
	void messagesOfAGroupKeepTheirOrder() {
		Event event = Events.fifo("a1", "a2", "b1", "b2", "a3", "c1", "b3");
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		Batch.builder().parallelism(4).process(event, (record) -> {
			Thread.sleep(5);
			order.add(Events.id(record));
		});
		for (String group : List.of("a", "b", "c")) {
			assertThat(order).filteredOn((id) -> id.startsWith(group)).isSorted();
		}
		assertThat(order).hasSize(7);
	}

	@Test
	void messagesOfAGroupOfAFairQueueAreIndependent() throws Exception {
		NewRecord first = NewRecord.of("1")
			.id("m1")
			.with("MessageGroupId", "tenant")
			.with("eventSourceARN", "arn:aws:sqs:us-east-1:123456789012:orders");
		Event event = Event.encapSqs(first, first.id("m2"), first.id("m3"));
		assertThat(event.records().get(0).attributes()).containsEntry("MessageGroupId", "tenant")
			.doesNotContainKeys("SequenceNumber", "MessageDeduplicationId");
		CyclicBarrier together = new CyclicBarrier(3);
		BatchResponse answer = Batch.builder().parallelism(3).process(event, (record) -> {
			together.await(10, TimeUnit.SECONDS);
			if (Events.id(record).equals("m1")) {
				throw new IllegalStateException();
			}
		});
		assertThat(answer).isEqualTo(BatchResponse.of("m1"));
	}

	@Test
	void failuresAreReportedInTheOrderOfTheBatch() {
		BatchResponse answer = Batch.builder().parallelism(8).process(queue(20), (record) -> {
			Thread.sleep(20 - record.index());
			if (record.index() % 2 == 0) {
				throw new IllegalStateException();
			}
		});
		assertThat(answer).isEqualTo(BatchResponse
			.of(IntStream.range(0, 20).filter((i) -> i % 2 == 0).mapToObj((i) -> "m" + i).toArray(String[]::new)));
	}

	@Test
	void runningRecordsAreAwaitedAtTheDeadline() {
		Event event = Events.withTimeLeft(queue(6), 600);
		Set<String> done = ConcurrentHashMap.newKeySet();
		BatchResponse answer = Batch.builder().parallelism(2).process(event, (record) -> {
			Thread.sleep(200);
			done.add(Events.id(record));
		});
		assertThat(done).containsExactlyInAnyOrder("m0", "m1");
		assertThat(answer).isEqualTo(BatchResponse.of("m2", "m3", "m4", "m5"));
	}

	@Test
	void interruptReachesAllThreads() throws Exception {
		CountDownLatch working = new CountDownLatch(3);
		Thread function = Thread.currentThread();
		Thread interrupting = new Thread(() -> {
			try {
				working.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			function.interrupt();
		});
		interrupting.start();
		BatchResponse answer = Batch.builder()
			.parallelism(3)
			.throwOnEntireBatchFailure(false)
			.process(queue(5), (record) -> {
				working.countDown();
				Thread.sleep(20_000);
			});
		assertThat(Thread.interrupted()).as("interrupted").isTrue();
		assertThat(answer).isEqualTo(BatchResponse.of("m0", "m1", "m2", "m3", "m4"));
		interrupting.join();
	}

	@Test
	void outOfMemoryErrorInAWorkerFailsTheWholeBatch() {
		Thread function = Thread.currentThread();
		CountDownLatch failed = new CountDownLatch(1);
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> Batch.builder().parallelism(2).process(queue(10), (record) -> {
				if (Thread.currentThread() != function) {
					failed.countDown();
					throw new OutOfMemoryError("test");
				}
				failed.await();
			}));
	}

	@Test
	void availableThreadsContinueIfNoMoreCanStart() {
		BatchResponse answer = Batch.builder().parallelism(4).threads((work) -> new Thread(work) {

			@Override
			public void start() {
				throw new OutOfMemoryError("unable to create native thread");
			}

		}).process(queue(3), (record) -> {
		});
		assertThat(answer).isEqualTo(BatchResponse.of());
	}

	@Test
	void failingThreadFactoryIsReportedAfterStartedThreadsEnd() {
		for (Supplier<Thread> second : List.<Supplier<Thread>>of(BatchParallelTests::refused, () -> null,
				() -> new Thread(() -> {
				}) {

					@Override
					public void start() {
						throw new IllegalStateException("no thread available");
					}

				})) {
			List<Thread> made = new ArrayList<>();
			CountDownLatch working = new CountDownLatch(1);
			List<String> tried = Collections.synchronizedList(new ArrayList<>());
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> work(made, working, tried, second))
				.withMessageMatching(".*(no thread|ThreadFactory).*");
			assertThat(made).hasSize(1);
			assertThat(made.get(0).isAlive()).as("still at work").isFalse();
			assertThat(tried).hasSize(1);
		}
	}

	@Test
	void startedThreadIsAwaitedBeforeItIsRejected() {
		List<Thread> made = new ArrayList<>();
		assertThatExceptionOfType(IllegalThreadStateException.class)
			.isThrownBy(() -> Batch.builder().parallelism(2).threads((work) -> {
				Thread thread = new Thread(work);
				thread.start();
				made.add(thread);
				return thread;
			}).process(queue(10), (record) -> Thread.sleep(100)));
		assertThat(made.get(0).isAlive()).as("still at work").isFalse();
	}

	private static void work(List<Thread> made, CountDownLatch working, List<String> tried, Supplier<Thread> second) {
		Batch.builder().parallelism(3).threads((work) -> {
			if (made.isEmpty()) {
				made.add(new Thread(work));
				return made.get(0);
			}
			await(working);
			return second.get();
		}).process(queue(10), (record) -> {
			tried.add(Events.id(record));
			working.countDown();
			Thread.sleep(300);
		});
	}

	private static Thread refused() {
		throw new IllegalStateException("no thread available");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static Event queue(int size) {
		return Events.queue(IntStream.range(0, size).mapToObj((i) -> "m" + i).toArray(String[]::new));
	}

}
