package io.golambda.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;

/**
 * Works on records one after the other, by the policy of their source. Several threads
 * may each work on lanes of their own.
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
	 * @param invocation the invocation, or {@code null} outside of one
	 * @param end the time of {@link System#nanoTime()} from which on nothing is started
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
			// nothing is asked of a record as long as all goes well
			if (!failedLanes.isEmpty() && isIn(failedLanes, item)) {
				item.leftBehind();
			}
			else {
				process(item);
				if (item.is(BatchItem.State.FAILED)) {
					failedLanes = failedLanes.isEmpty() ? new HashSet<>() : failedLanes;
					this.policy.lane(item.outermost()).ifPresent(failedLanes::add);
				}
			}
		}
	}

	private boolean isIn(Set<Object> lanes, BatchItem item) {
		return this.policy.lane(item.outermost()).filter(lanes::contains).isPresent();
	}

	private boolean isOver() {
		if (Thread.currentThread().isInterrupted()) {
			// whoever interrupts the function wants it to come to an end
			stop();
		}
		return this.stopped || System.nanoTime() - this.end >= 0;
	}

	/**
	 * Has no further record started.
	 */
	void stop() {
		this.stopped = true;
	}

	private void process(BatchItem item) {
		try {
			for (EventRecord record : item.records()) {
				if (isOver()) {
					// one item may carry thousands of records; it comes again as a whole
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
			// of this record's own doing, and over
			item.failed(ex);
		}
		catch (VirtualMachineError ex) {
			// nothing can be relied on any more, not even an answer
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
