package io.golambda.local;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * A pending or running invocation. Thread-safe.
 */
final class LocalInvocation {

	private final String id;

	private final byte[] event;

	private final Map<String, String> headers;

	private final FunctionListener listener;

	private final CompletableFuture<FunctionAnswer> answer = new CompletableFuture<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile ProcessRun.@Nullable Measurement measurement;

	private LocalInvocation(String id, byte[] event, Map<String, String> headers, FunctionListener listener) {
		this.id = id;
		this.event = event;
		this.headers = headers;
		this.listener = listener;
	}

	/**
	 * Creates an invocation with a new request id.
	 * @param event the event
	 * @param headers additional headers for the runtime client
	 */
	static LocalInvocation of(byte[] event, Map<String, String> headers) {
		return of(UUID.randomUUID().toString(), event, headers, new FunctionListener() {
		});
	}

	static LocalInvocation of(String id, byte[] event, Map<String, String> headers, FunctionListener listener) {
		return new LocalInvocation(id, event, headers, listener);
	}

	String id() {
		return this.id;
	}

	byte[] event() {
		return this.event;
	}

	Map<String, String> headers() {
		return this.headers;
	}

	CompletableFuture<FunctionAnswer> answer() {
		return this.answer;
	}

	boolean isEnded() {
		return this.ended.get();
	}

	/**
	 * Starts the measurement, directly before a process receives the event.
	 */
	void start(ProcessRun process) {
		this.measurement = process.start(this.id);
	}

	void complete(boolean isError, byte[] payload) {
		complete(new FunctionAnswer(this.id, isError, payload), false);
	}

	/**
	 * Fails with the error JSON of another answer, under the request id of this
	 * invocation.
	 */
	void fail(FunctionAnswer failure) {
		complete(true, failure.payload());
	}

	/**
	 * Fails with an error of the runtime, in Lambda's wording.
	 */
	void fail(String type, String message) {
		complete(error(type, message), false);
	}

	/**
	 * Fails with Lambda's error for a timeout.
	 */
	void timeOut(String message) {
		complete(error("Sandbox.Timedout", message), true);
	}

	private FunctionAnswer error(String type, String message) {
		return FunctionAnswer.error(this.id, type, "RequestId: " + this.id + " Error: " + message);
	}

	// the listener first, so that a recipient of the answer sees its report
	private void complete(FunctionAnswer answer, boolean timedOut) {
		if (this.ended.compareAndSet(false, true)) {
			ProcessRun.Measurement started = this.measurement;
			try {
				this.listener.ended(answer, (started != null) ? started.end(timedOut) : InvocationReport.NOT_STARTED);
			}
			finally {
				this.answer.complete(answer);
			}
		}
	}

}
