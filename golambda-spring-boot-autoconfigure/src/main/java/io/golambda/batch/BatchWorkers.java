package io.golambda.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Processes the lanes of a batch concurrently, in the thread of the function and
 * additional threads that end with the batch.
 */
final class BatchWorkers {

	private final int parallelism;

	private final ThreadFactory threads;

	BatchWorkers(int parallelism, ThreadFactory threads) {
		this.parallelism = parallelism;
		this.threads = threads;
	}

	void run(BatchLoop loop, List<List<BatchItem>> lanes) {
		AtomicInteger next = new AtomicInteger();
		Runnable work = () -> {
			int lane = next.getAndIncrement();
			while (lane < lanes.size()) {
				loop.run(lanes.get(lane));
				lane = next.getAndIncrement();
			}
		};
		AtomicReference<@Nullable Error> fatal = new AtomicReference<>();
		List<Thread> helpers = new ArrayList<>();
		try {
			start(helpers, Math.min(this.parallelism, lanes.size()) - 1, work, fatal);
			work.run();
		}
		catch (Throwable ex) {
			loop.stop();
			throw ex;
		}
		finally {
			join(helpers, loop);
		}
		Error error = fatal.get();
		if (error != null) {
			throw error;
		}
	}

	private void start(List<Thread> helpers, int count, Runnable work, AtomicReference<@Nullable Error> fatal) {
		Map<String, String> mdc = MDC.getCopyOfContextMap();
		Runnable helping = ContextPropagation.wrap(() -> {
			if (mdc != null) {
				MDC.setContextMap(mdc);
			}
			try {
				work.run();
			}
			catch (Error ex) {
				fatal.compareAndSet(null, ex);
			}
		});
		for (int i = 0; i < count; i++) {
			Thread helper = this.threads.newThread(helping);
			if (helper == null) {
				throw new IllegalStateException("The ThreadFactory of the batch returned null.");
			}
			// before it starts, so that it is always joined
			helpers.add(helper);
			try {
				helper.start();
			}
			catch (OutOfMemoryError ex) {
				// no more threads available: continue with those that started
				helpers.remove(helper);
				break;
			}
		}
	}

	// uninterruptible, since a response cannot report records that are being processed
	private static void join(List<Thread> helpers, BatchLoop loop) {
		boolean interrupted = false;
		if (loop.isInterrupted()) {
			helpers.forEach(Thread::interrupt);
		}
		for (Thread helper : helpers) {
			boolean joined = false;
			while (!joined) {
				try {
					helper.join();
					joined = true;
				}
				catch (InterruptedException ex) {
					interrupted = true;
					loop.stop();
					helpers.forEach(Thread::interrupt);
				}
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
