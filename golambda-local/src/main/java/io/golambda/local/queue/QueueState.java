package io.golambda.local.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The state of a {@link QueuePoller}.
 *
 * @param running whether the queue is polled
 * @param queueUrl the URL of the queue
 * @param received the number of messages that were received
 * @param deleted the number of messages that were processed and deleted
 * @param returned the number of messages that failed, and are received again after their
 * visibility timeout
 * @param lastError why the last poll failed, or why the last batch returns as a whole;
 * {@code null} after a success
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueState(boolean running, String queueUrl, long received, long deleted, long returned,
		@Nullable String lastError) {

	QueueState withReceived(int messages) {
		return new QueueState(this.running, this.queueUrl, this.received + messages, this.deleted, this.returned,
				this.lastError);
	}

	QueueState withProcessed(int deleted, int returned, @Nullable String error) {
		return new QueueState(this.running, this.queueUrl, this.received, this.deleted + deleted,
				this.returned + returned, error);
	}

	QueueState withError(@Nullable String error) {
		return new QueueState(this.running, this.queueUrl, this.received, this.deleted, this.returned, error);
	}

	QueueState stopped() {
		return new QueueState(false, this.queueUrl, this.received, this.deleted, this.returned, this.lastError);
	}

}
