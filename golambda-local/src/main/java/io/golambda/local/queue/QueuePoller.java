package io.golambda.local.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.local.event.Answer;
import io.golambda.local.event.FailedRecords;
import io.golambda.local.event.RecordState;

/**
 * Polls a queue of SQS and invokes a function with its messages, as an event source
 * mapping of Lambda does: <pre>
 * try (QueuePoller poller = QueuePoller.start(QueueSettings.of("http://localhost:9324/000000000000/orders"),
 * 		(event) -> invoke(event), (state) -> show(state))) {
 * 	...
 * }
 * </pre>
 * <p>
 * Messages that the function processed are deleted. Failed ones remain in the queue, and
 * are received again after their visibility timeout. If the queue cannot be polled, the
 * poller retries with increasing delays of up to 30 seconds.
 * <p>
 * Safe for use by multiple threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda
 * with Amazon SQS</a>
 */
public final class QueuePoller implements AutoCloseable {

	private static final Duration LONG_POLL = Duration.ofSeconds(20);

	private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

	private static final Duration LAST_DELAY = Duration.ofSeconds(30);

	private static final Duration STOP_TIME = Duration.ofSeconds(5);

	// the limit of Lambda for the payload of an invocation
	private static final int MAX_EVENT_SIZE = 6 * 1024 * 1024;

	private final QueueSettings settings;

	private final QueueRequests queue;

	private final Function<byte[], ? extends CompletionStage<Answer>> function;

	private final Consumer<QueueState> listener;

	private final CountDownLatch stop = new CountDownLatch(1);

	private final Thread thread = new Thread(this::run, "sqs-poller");

	private final Object lock = new Object();

	private QueueState state;

	private @Nullable CompletableFuture<List<JsonNode>> receiving;

	private QueuePoller(QueueSettings settings, Function<byte[], ? extends CompletionStage<Answer>> function,
			Consumer<QueueState> listener) {
		this.settings = settings;
		this.queue = new QueueRequests(settings.queueUrl());
		this.function = function;
		this.listener = listener;
		this.state = new QueueState(true, settings.queueUrl().toString(), 0, 0, 0, null);
		this.thread.setDaemon(true);
	}

	/**
	 * Starts to poll a queue, in a thread of its own.
	 * @param settings the settings
	 * @param function invokes the function with an event; a stage that completes
	 * exceptionally counts as a failed invocation
	 * @param listener receives each new state, in the thread of the poller; must return
	 * quickly
	 * @return the poller, which polls until it is closed
	 */
	public static QueuePoller start(QueueSettings settings,
			Function<byte[], ? extends CompletionStage<Answer>> function, Consumer<QueueState> listener) {
		QueuePoller poller = new QueuePoller(settings, function, listener);
		poller.thread.start();
		return poller;
	}

	/**
	 * Returns the state.
	 * @return the current state
	 */
	public QueueState state() {
		synchronized (this.lock) {
			return this.state;
		}
	}

	/**
	 * Stops to poll. Waits up to five seconds for a running invocation; one that takes
	 * longer is still completed, and its messages are deleted, in the background.
	 */
	@Override
	public void close() {
		synchronized (this.lock) {
			this.stop.countDown();
			if (this.receiving != null) {
				this.receiving.cancel(true);
			}
		}
		try {
			this.thread.join(STOP_TIME.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		try {
			Duration delay = FIRST_DELAY;
			String arn = null;
			while (!isStopped()) {
				try {
					arn = (arn != null) ? arn : this.queue.arn();
					poll(new QueueEvent(arn));
					delay = FIRST_DELAY;
				}
				catch (RuntimeException ex) {
					if (isStopped()) {
						// closing ends the request that waits for messages
						break;
					}
					String reason = (ex instanceof QueueException) ? ex.getMessage() : String.valueOf(ex);
					String error = reason + " Retried in " + delay.toSeconds() + " s.";
					update((state) -> state.withError(error));
					pause(delay);
					delay = (delay.multipliedBy(2).compareTo(LAST_DELAY) < 0) ? delay.multipliedBy(2) : LAST_DELAY;
				}
			}
		}
		finally {
			update(QueueState::stopped);
		}
	}

	private boolean isStopped() {
		return this.stop.getCount() == 0;
	}

	private void pause(Duration delay) {
		try {
			this.stop.await(delay.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			this.stop.countDown();
		}
	}

	private void poll(QueueEvent event) {
		List<JsonNode> messages = receive(this.settings.batchSize(), LONG_POLL);
		if (state().lastError() != null && messages.isEmpty()) {
			update((state) -> state.withError(null));
		}
		long end = System.nanoTime() + this.settings.batchWindow().toNanos();
		while (!messages.isEmpty() && messages.size() < this.settings.batchSize() && !isStopped()) {
			Duration left = Duration.ofNanos(end - System.nanoTime());
			if (left.isNegative() || left.isZero() || size(messages) >= MAX_EVENT_SIZE) {
				break;
			}
			addReceived(messages, left);
		}
		for (List<JsonNode> batch : split(messages)) {
			boolean succeeded = process(event, batch);
			if (!succeeded && this.settings.isFifo()) {
				// the rest may be of the same group, and returns, too
				break;
			}
		}
	}

	// messages that were received are processed, even if no more can be received
	private void addReceived(List<JsonNode> messages, Duration left) {
		try {
			Duration wait = (left.compareTo(LONG_POLL) < 0) ? left : LONG_POLL;
			List<JsonNode> more = receive(this.settings.batchSize() - messages.size(), wait);
			messages.addAll(more);
			if (more.isEmpty() && wait.toSeconds() == 0) {
				pause(left);
			}
		}
		catch (QueueException | CancellationException ex) {
			if (!isStopped()) {
				update((state) -> state.withError(ex.getMessage()));
				pause(left);
			}
		}
	}

	private List<JsonNode> receive(int messages, Duration wait) {
		CompletableFuture<List<JsonNode>> request = this.queue.receive(messages, wait);
		synchronized (this.lock) {
			this.receiving = request;
			if (isStopped()) {
				request.cancel(true);
			}
		}
		try {
			List<JsonNode> received = QueueRequests.join(request);
			if (!received.isEmpty()) {
				update((state) -> state.withReceived(received.size()));
			}
			return received;
		}
		finally {
			synchronized (this.lock) {
				this.receiving = null;
			}
		}
	}

	// messages of up to 1 MB each can exceed the payload of one invocation
	private static List<List<JsonNode>> split(List<JsonNode> messages) {
		List<List<JsonNode>> batches = new ArrayList<>();
		List<JsonNode> batch = new ArrayList<>();
		for (JsonNode message : messages) {
			if (!batch.isEmpty() && size(batch) + size(List.of(message)) > MAX_EVENT_SIZE) {
				batches.add(batch);
				batch = new ArrayList<>();
			}
			batch.add(message);
		}
		if (!batch.isEmpty()) {
			batches.add(batch);
		}
		return batches;
	}

	private static int size(List<JsonNode> messages) {
		return messages.stream()
			.mapToInt((message) -> message.path("Body").asString("").getBytes(StandardCharsets.UTF_8).length)
			.sum();
	}

	/**
	 * Invokes the function and deletes what it processed.
	 * @return whether no message returns
	 */
	private boolean process(QueueEvent queueEvent, List<JsonNode> messages) {
		byte[] event = queueEvent.write(messages);
		List<String> processed = new ArrayList<>();
		String problem;
		try {
			Answer answer = this.function.apply(event).toCompletableFuture().join();
			problem = addProcessed(event, answer, messages, processed);
		}
		catch (CompletionException | CancellationException ex) {
			problem = "The function could not be invoked (" + ((ex.getCause() != null) ? ex.getCause() : ex)
					+ "): the whole batch returns.";
		}
		return delete(messages.size(), processed, problem);
	}

	/**
	 * Adds the receipt handles of the messages that the function processed.
	 * @return why the whole batch returns, or {@code null}
	 */
	private @Nullable String addProcessed(byte[] event, Answer answer, List<JsonNode> messages,
			List<String> processed) {
		if (answer.error()) {
			return "The function failed: the whole batch returns.";
		}
		if (!this.settings.reportBatchItemFailures()) {
			messages.forEach((message) -> processed.add(receiptHandle(message)));
			return null;
		}
		FailedRecords failed = FailedRecords.of(event, answer);
		for (RecordState record : failed.records()) {
			if (record.state() == RecordState.State.DONE) {
				processed.add(receiptHandle(messages.get(record.index())));
			}
		}
		return failed.reason().orElse(null);
	}

	private static String receiptHandle(JsonNode message) {
		return message.path("ReceiptHandle").asString("");
	}

	private boolean delete(int received, List<String> processed, @Nullable String problem) {
		int deleted = 0;
		String error = problem;
		try {
			for (int i = 0; i < processed.size(); i += QueueRequests.MAX_MESSAGES) {
				List<String> some = processed.subList(i, Math.min(i + QueueRequests.MAX_MESSAGES, processed.size()));
				deleted += some.size() - this.queue.delete(some);
			}
			if (deleted < processed.size()) {
				error = (processed.size() - deleted) + " messages were processed, but could not be deleted.";
			}
		}
		catch (QueueException ex) {
			error = "Messages were processed, but could not be deleted. " + ex.getMessage();
		}
		int count = deleted;
		String reason = error;
		update((state) -> state.withProcessed(count, received - count, reason));
		return count == received;
	}

	private void update(UnaryOperator<QueueState> change) {
		QueueState changed;
		synchronized (this.lock) {
			changed = change.apply(this.state);
			if (changed.equals(this.state)) {
				return;
			}
			this.state = changed;
		}
		this.listener.accept(changed);
	}

}
