package io.golambda.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Interruption;
import io.golambda.invocation.Invocation;

/**
 * Processes records one after the other, according to the policy of their source.
 * Multiple threads may process different lanes.
 */
final class BatchLoop {

	private static final Logger log = LoggerFactory.getLogger(Batch.class);

	private final BatchPolicy policy;

	private final RecordConsumer<? super EventRecord> consumer;

	private final @Nullable Invocation invocation;

	private final long end;

	private volatile boolean stopped;

	/**
	 * Creates a loop for one batch.
	 * @param invocation the current invocation, or {@code null} if there is none
	 * @param end the {@link System#nanoTime()} after which no record is started
	 */
	BatchLoop(BatchPolicy policy, RecordConsumer<? super EventRecord> consumer, @Nullable Invocation invocation,
			long end) {
		this.policy = policy;
		this.consumer = consumer;
		this.invocation = invocation;
		this.end = end;
	}

	void run(List<BatchItem> items) {
		Set<Object> failedLanes = Set.of();
		for (BatchItem item : items) {
			if (isOver()) {
				return;
			}
			if (!failedLanes.isEmpty() && isIn(failedLanes, item)) {
				item.skipped();
			}
			else {
				process(item);
				if (item.is(BatchItem.State.FAILED)) {
					failedLanes = failedLanes.isEmpty() ? new HashSet<>() : failedLanes;
					this.policy.blockedLane(item).ifPresent(failedLanes::add);
				}
			}
		}
	}

	private boolean isIn(Set<Object> lanes, BatchItem item) {
		return this.policy.lane(item.outermost()).filter(lanes::contains).isPresent();
	}

	private boolean isOver() {
		if (isInterrupted()) {
			stop();
		}
		return this.stopped || System.nanoTime() - this.end >= 0;
	}

	/**
	 * Returns whether the current thread, or the function that works for the same
	 * invocation, was interrupted.
	 */
	boolean isInterrupted() {
		// consumers may clear the flag of the thread
		return Thread.currentThread().isInterrupted()
				|| (this.invocation != null && this.invocation.attribute(Interruption.class).isPresent());
	}

	void stop() {
		this.stopped = true;
	}

	private void process(BatchItem item) {
		try {
			for (EventRecord record : item.records()) {
				if (isOver()) {
					return;
				}
				process(record);
			}
			item.succeeded();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			item.failed(ex);
		}
		catch (StackOverflowError ex) {
			item.failed(ex);
		}
		catch (VirtualMachineError ex) {
			item.failed(ex);
			stop();
			throw ex;
		}
		catch (Throwable ex) {
			item.failed(ex);
		}
	}

	private void process(EventRecord record) throws Exception {
		if (this.invocation != null) {
			this.invocation.process(record, () -> this.consumer.accept(record));
			return;
		}
		try {
			this.consumer.accept(record);
		}
		catch (Throwable ex) {
			log.error("Record {} of the {} event failed", record.index(), record.source(), ex);
			throw ex;
		}
	}

}
