package io.golambda.idempotency;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.invocation.AsyncResult;

/**
 * Writes and reads results of a type as JSON for the store.
 *
 * @param <R> the type of the result
 */
record StoredResult<R extends @Nullable Object>(CanonicalJson json, Type type) {

	private static final Logger log = LoggerFactory.getLogger(Idempotency.class);

	/**
	 * Checks that a result is not asynchronous, so that its work is done.
	 * @throws IdempotencyException if it is
	 */
	void check(@Nullable Object result) {
		if (result != null && AsyncResult.isAsync(result)) {
			throw new IdempotencyException("The work returned a " + result.getClass().getName()
					+ ", which it did not wait for, so its result cannot be stored. Wait for it in the work, or use "
					+ "ofAwaiting(...) for work without a stored result.");
		}
	}

	/**
	 * Writes the result of work that is done.
	 * @return the JSON, or {@code null} if the result cannot be written
	 */
	@Nullable String write(@Nullable Object result, WorkKey key) {
		try {
			JsonMapper mapper = this.json.mapper();
			return mapper.writerFor(mapper.constructType(this.type))
				.without(SerializationFeature.WRAP_ROOT_VALUE)
				.writeValueAsString(result);
		}
		catch (RuntimeException | StackOverflowError ex) {
			log.error("The result of the work with {} cannot be written as JSON of type {} and is not stored, "
					+ "so duplicates will fail.", key, typeName(), ex);
			return null;
		}
	}

	R read(String result) {
		JsonMapper mapper = this.json.mapper();
		return mapper.readerFor(mapper.constructType(this.type))
			.without(DeserializationFeature.UNWRAP_ROOT_VALUE)
			.readValue(result);
	}

	String typeName() {
		return this.type.getTypeName();
	}

}
