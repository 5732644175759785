package io.golambda.local;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * An event that waits for the function or is being handled by it.
 *
 * @param id the request id
 * @param event the event
 * @param headers further headers for the runtime client
 * @param answer the answer, completed once
 */
record LocalInvocation(String id, byte[] event, Map<String, String> headers, CompletableFuture<FunctionAnswer> answer) {

	static LocalInvocation of(byte[] event, Map<String, String> headers) {
		return new LocalInvocation(UUID.randomUUID().toString(), event, headers, new CompletableFuture<>());
	}

	/**
	 * Fails with the error JSON of a failure that concerns other invocations, too.
	 */
	void fail(FunctionAnswer failure) {
		this.answer.complete(new FunctionAnswer(this.id, true, failure.payload()));
	}

	/**
	 * Fails with an error of Lambda itself, worded as Lambda does.
	 */
	void fail(String type, String message) {
		this.answer.complete(FunctionAnswer.error(this.id, type, "RequestId: " + this.id + " Error: " + message));
	}

}
