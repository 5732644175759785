package io.golambda.tracing.export;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Flushes a telemetry provider for several invocations at once: an invocation shares any
 * flush that started after its own telemetry had ended. Safe for use by several threads.
 */
final class SharedFlush {

	private final LongSupplier ended;

	private final Supplier<CompletableFuture<Void>> flush;

	private @Nullable Running running;

	private long flushed;

	/**
	 * Creates a flush.
	 * @param ended counts what has ended, of which each flush covers all
	 * @param flush starts a flush
	 */
	SharedFlush(LongSupplier ended, Supplier<CompletableFuture<Void>> flush) {
		this.ended = ended;
		this.flush = flush;
	}

	/**
	 * Starts a flush, unless there is nothing to flush or one is still running.
	 * @return the number to wait for
	 */
	long begin() {
		long wanted = this.ended.getAsLong();
		startUnlessDone(wanted);
		return wanted;
	}

	/**
	 * Returns whether a number has been flushed.
	 */
	synchronized boolean isDone(long wanted) {
		collect();
		return this.flushed >= wanted;
	}

	/**
	 * Waits until a number has been flushed, by several flushes if necessary.
	 * @return {@code false} if it has not been flushed in time
	 */
	boolean await(long wanted, long nanos) {
		long deadline = System.nanoTime() + nanos;
		Running next = startUnlessDone(wanted);
		while (next != null) {
			if (!await(next.done(), deadline - System.nanoTime())) {
				return false;
			}
			next = startUnlessDone(wanted);
		}
		return true;
	}

	private static boolean await(CompletableFuture<Void> done, long nanos) {
		try {
			done.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (ExecutionException ex) {
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private synchronized @Nullable Running startUnlessDone(long wanted) {
		collect();
		if (this.flushed >= wanted) {
			return null;
		}
		Running current = this.running;
		if (current == null) {
			long covered = this.ended.getAsLong();
			current = new Running(covered, this.flush.get());
			this.running = current;
		}
		return current;
	}

	private void collect() {
		Running current = this.running;
		if (current != null && current.done().isDone()) {
			this.flushed = Math.max(this.flushed, current.covered());
			this.running = null;
		}
	}

	private record Running(long covered, CompletableFuture<Void> done) {

	}

}
