package io.golambda.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.invocation.BeforeTimeout;
import io.golambda.invocation.Interruption;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
@ExtendWith(OutputCaptureExtension.class)
class TimeoutInterceptorTests {

	private static final Duration MARGIN = Duration.ofMillis(500);

	// a margin of 30 ms
	private static final Duration TIME = Duration.ofMillis(300);

	private static final long DEADLINE = TimeUnit.SECONDS.toNanos(1);

	private static final long DUE = TimeUnit.MILLISECONDS.toNanos(30);

	private final List<Throwable> reported = Collections.synchronizedList(new ArrayList<>());

	private final CountDownLatch report = new CountDownLatch(1);

	private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

	private final List<BeforeTimeout> beans = new ArrayList<>();

	@Test
	void functionIsReportedWithItsStackWhileItRuns() throws Exception {
		assertThat(chain(false).invoke(event(TIME), (invocation) -> hang())).isEqualTo("answer");
		assertThat(this.reported).singleElement().isInstanceOfSatisfying(FunctionTimeoutException.class, (timeout) -> {
			assertThat(timeout).hasMessage("The function is about to time out.").hasNoCause();
			assertThat(Arrays.stream(timeout.getStackTrace()).map(StackTraceElement::getMethodName)).contains("hang");
			assertThat(Arrays.stream(timeout.getStackTrace()).map(StackTraceElement::getClassName))
				.as("without the frames around the interceptor")
				.doesNotContain(TimeoutInterceptor.class.getName());
			assertThat((Long) timeout.values().get("elapsedMs")).isBetween(260L, 1000L);
			assertThat((Long) timeout.values().get("remainingMs")).isBetween(0L, 30L);
			assertThat((Long) timeout.values().get("heapUsedMB")).isPositive();
			assertThat((Long) timeout.values().get("heapMaxMB")).isPositive();
		});
	}

	@Test
	void functionThatEndsInTimeIsNotReported() throws Exception {
		InvocationChain chain = chain(false);
		for (int i = 0; i < 20; i++) {
			chain.invoke(event(TIME), (invocation) -> "answer");
		}
		Thread.sleep(TIME.toMillis());
		assertThat(this.reported).isEmpty();
	}

	@Test
	void earlierDeadlineOfALaterInvocationIsNotMissed() throws Exception {
		InvocationChain chain = chain(false);
		chain.invoke(event(Duration.ofMinutes(15)), (invocation) -> "answer");
		chain.invoke(event(TIME), (invocation) -> hang());
		assertThat(this.reported).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 86_400_000, Integer.MAX_VALUE })
	void missingPastOrAbsurdDeadlineIsNotWatched(int remaining, CapturedOutput output) throws Exception {
		assertThat(chain(true).invoke(Event.of("{}", Deadlines.constant(remaining)), (invocation) -> {
			Thread.sleep(30);
			return "answer";
		})).isEqualTo("answer");
		assertThat(this.reported).isEmpty();
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void marginIsAtMostTheConfiguredOne() throws Exception {
		InvocationChain chain = chain(false, Duration.ofMillis(10));
		chain.invoke(event(Duration.ofMillis(400)), (invocation) -> {
			Thread.sleep(370);
			assertThat(this.reported).isEmpty();
			return hang();
		});
		assertThat(this.reported).hasSize(1);
	}

	@Test
	void functionWaitsAtItsEndForTheReport() throws Exception {
		this.beans.add((invocation) -> {
			this.calls.add("bean");
			Thread.sleep(5);
			this.calls.add("bean ends");
		});
		invoke(false, () -> {
			awaitCalls(1);
			return null;
		});
		this.calls.add("function ends");
		assertThat(this.calls).containsExactly("bean", "bean ends", "function ends");
	}

	@Test
	void beansAreCalledInOrderAfterTheReportForTheInvocation() throws Exception {
		this.beans.add((invocation) -> this.calls.add("first for " + invocation.requestId()));
		this.beans.add((invocation) -> this.calls
			.add("second after " + this.reported.size() + " report, " + (Invocation.current() == invocation)));
		invoke(false, () -> awaitCalls(2));
		assertThat(this.calls).containsExactly("first for request-1", "second after 1 report, true");
	}

	@Test
	void failingBeanIsLoggedAndTheNextOneIsCalled(CapturedOutput output) throws Exception {
		this.beans.add(new Failing());
		this.beans.add((invocation) -> this.calls.add("second"));
		invoke(false, () -> awaitCalls(1));
		assertThat(this.calls).containsExactly("second");
		assertThat(output).contains(Failing.class.getName() + " failed before the timeout of the function")
			.contains("java.lang.AssertionError: broken");
	}

	@Test
	void beanThatNeverReturnsIsInterruptedAndAbandoned(CapturedOutput output) throws Exception {
		AtomicBoolean over = new AtomicBoolean();
		this.beans.add(new Hanging(over, this.calls));
		this.beans.add((invocation) -> this.calls.add("second"));
		try {
			invoke(false, () -> awaitCalls(2));
		}
		finally {
			over.set(true);
		}
		assertThat(this.calls).contains("interrupted", "second");
		assertThat(output).containsPattern("WARN.*" + Hanging.class.getName().replace("$", "\\$")
				+ " did not end within \\d+ ms, and was interrupted");
	}

	@Test
	void listenerThatNeverReturnsDoesNotHoldUpTheBeans() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		this.beans.add((invocation) -> this.calls.add("bean"));
		TimeoutInterceptor interceptor = new TimeoutInterceptor(MARGIN, false, (invocation, timeout) -> {
			while (never.getCount() > 0) {
				Thread.onSpinWait();
			}
		}, () -> this.beans);
		due(interceptor).invoke(Event.of("{}"), (invocation) -> awaitCalls(1));
		never.countDown();
		assertThat(this.calls).containsExactly("bean");
	}

	@Test
	void functionFailsWithItsOwnExceptionUnlessItIsInterrupted() {
		assertThatIllegalStateException().isThrownBy(() -> invoke(false, () -> {
			hang();
			throw new IllegalStateException("own");
		})).withMessage("own").withNoCause();
		assertThat(this.reported).hasSize(1);
	}

	@Test
	void interruptedFunctionFailsWithTheTimeout() {
		assertThatExceptionOfType(FunctionTimeoutException.class).isThrownBy(() -> invoke(true, () -> {
			Thread.sleep(10_000);
			return null;
		})).withCauseInstanceOf(InterruptedException.class).satisfies((timeout) -> {
			assertThat(this.reported).containsExactly(timeout);
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		});
	}

	@Test
	void interruptedFunctionThatReturnsAResultSucceeds() throws Exception {
		assertThat(invoke(true, () -> {
			try {
				Thread.sleep(10_000);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			assertThat(Invocation.current().attribute(Interruption.class)).isPresent();
			return "partial";
		})).isEqualTo("partial");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void interruptByTheApplicationIsKept() throws Exception {
		invoke(false, () -> {
			hang();
			Thread.currentThread().interrupt();
			return null;
		});
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void busyLoopThatIgnoresInterruptsIsReported() throws Exception {
		assertThat(invoke(true, () -> {
			while (this.reported.isEmpty()) {
				Thread.onSpinWait();
			}
			return "late";
		})).isEqualTo("late");
		assertThat(this.reported).hasSize(1);
	}

	@Test
	void deadlockIsReported() throws Exception {
		ReentrantLock lock = new ReentrantLock();
		CountDownLatch locked = new CountDownLatch(1);
		Thread other = new Thread(() -> {
			lock.lock();
			locked.countDown();
			while (this.reported.isEmpty()) {
				Thread.onSpinWait();
			}
			lock.unlock();
		});
		other.start();
		invoke(true, () -> {
			locked.await();
			lock.lock();
			return null;
		});
		other.join();
		assertThat(this.reported).singleElement()
			.satisfies((timeout) -> assertThat(Arrays.stream(timeout.getStackTrace()))
				.anyMatch((frame) -> frame.getClassName().equals(ReentrantLock.class.getName())));
	}

	@Test
	void timeoutHasTheRecordsInWorkAndTheStacksOfTheirThreads() throws Exception {
		Event queue = Event.of(Event.encapSqs("a", "b", "c").bytes(), Deadlines.after(TIME));
		chain(false).invoke(queue, (invocation) -> {
			List<Thread> workers = new ArrayList<>();
			for (EventRecord record : queue.records().subList(1, 3)) {
				Thread worker = new Thread(() -> process(invocation, record), "worker-" + record.index());
				worker.start();
				workers.add(worker);
			}
			process(invocation, queue.records().get(0));
			for (Thread worker : workers) {
				worker.join();
			}
			return null;
		});
		FunctionTimeoutException timeout = (FunctionTimeoutException) this.reported.get(0);
		assertThat(timeout.values().get("recordsInWork")).asInstanceOf(LIST)
			.<Object>extracting((record) -> ((Map<?, ?>) record).get("customer"))
			.containsExactlyInAnyOrder("a", "b", "c");
		assertThat(timeout.getSuppressed()).as("both threads wait at the same place")
			.singleElement()
			.isInstanceOfSatisfying(WorkerStackTrace.class, (place) -> {
				assertThat(place).hasMessage("2 threads work on records here.");
				assertThat(place.values().get("threads")).asInstanceOf(LIST)
					.containsExactlyInAnyOrder("worker-1", "worker-2");
				assertThat(Arrays.stream(place.getStackTrace()).map(StackTraceElement::getMethodName)).contains("hang");
				assertThat(Arrays.stream(place.getStackTrace()).map(StackTraceElement::getClassName))
					.doesNotContain(Invocation.class.getName());
			});
	}

	@Test
	void deepStackAndManyRecordsAreCut() throws Exception {
		AtomicInteger depth = new AtomicInteger(1_500);
		Event queue = Event.of(Event.encapSqs((Object[]) new String[100]).bytes(), Deadlines.after(TIME));
		chain(false).invoke(queue, (invocation) -> nest(invocation, queue.records(), 0, depth));
		FunctionTimeoutException timeout = (FunctionTimeoutException) this.reported.get(0);
		assertThat(timeout.getStackTrace()).hasSize(1_000);
		assertThat((List<?>) timeout.values().get("recordsInWork")).hasSize(65).last().isEqualTo("[cut, 100 records]");
	}

	private Object nest(Invocation invocation, List<EventRecord> records, int index, AtomicInteger depth)
			throws Exception {
		if (index < records.size()) {
			invocation.process(records.get(index), () -> nest(invocation, records, index + 1, depth));
			return "answer";
		}
		return (depth.decrementAndGet() > 0) ? nest(invocation, records, index, depth) : hang();
	}

	private void process(Invocation invocation, EventRecord record) {
		try {
			invocation.process(record, () -> {
				Invocation.current().with("customer", record.text());
				hang();
			});
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	// with enough time for the report on a busy machine
	private Object invoke(boolean interrupting, Callable<Object> function) throws Exception {
		return due(interceptor(interrupting, MARGIN)).invoke(Event.of("{}", Deadlines.constant(0)),
				(invocation) -> function.call());
	}

	private static InvocationChain due(TimeoutInterceptor interceptor) {
		return new InvocationChain(
				List.of((invocation, rest) -> interceptor.intercept(invocation, rest, DEADLINE, DEADLINE - DUE)));
	}

	private static Event event(Duration time) {
		return Event.of("{}", Deadlines.after(time));
	}

	private InvocationChain chain(boolean interrupting) {
		return chain(interrupting, MARGIN);
	}

	private InvocationChain chain(boolean interrupting, Duration margin) {
		return new InvocationChain(List.of(interceptor(interrupting, margin)));
	}

	private TimeoutInterceptor interceptor(boolean interrupting, Duration margin) {
		return new TimeoutInterceptor(margin, interrupting, (invocation, timeout) -> report(timeout), () -> this.beans);
	}

	private void report(Throwable timeout) {
		this.reported.add(timeout);
		this.report.countDown();
	}

	private String hang() throws InterruptedException {
		this.report.await();
		return "answer";
	}

	private Object awaitCalls(int count) {
		while (this.calls.size() < count) {
			Thread.onSpinWait();
		}
		return null;
	}

	private static final class Failing implements BeforeTimeout {

		@Override
		public void beforeTimeout(Invocation invocation) {
			throw new AssertionError("broken");
		}

	}

	private record Hanging(AtomicBoolean over, List<String> calls) implements BeforeTimeout {

		@Override
		public void beforeTimeout(Invocation invocation) {
			while (!this.over.get()) {
				if (Thread.interrupted()) {
					this.calls.add("interrupted");
				}
			}
		}

	}

}
