package io.golambda.local;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A pending or running invocation.
 *
 * @param id the request id
 * @param event the event
 * @param headers additional headers for the runtime client
 * @param answer completed with the answer
 */
record LocalInvocation(String id, byte[] event, Map<String, String> headers, CompletableFuture<FunctionAnswer> answer) {

	static LocalInvocation of(byte[] event, Map<String, String> headers) {
		return new LocalInvocation(UUID.randomUUID().toString(), event, headers, new CompletableFuture<>());
	}

	/**
	 * Fails with the error JSON of another answer, under the request id of this
	 * invocation.
	 */
	void fail(FunctionAnswer failure) {
		this.answer.complete(new FunctionAnswer(this.id, true, failure.payload()));
	}

	/**
	 * Fails with an error of the runtime, in Lambda's wording.
	 */
	void fail(String type, String message) {
		this.answer.complete(FunctionAnswer.error(this.id, type, "RequestId: " + this.id + " Error: " + message));
	}

}
