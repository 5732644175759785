package io.golambda.event.schema;

/**
 * Reads payloads as objects of one class. Safe for use by several threads.
 */
@FunctionalInterface
public interface PayloadReader {

	/**
	 * Reads a payload.
	 * @param payload the payload
	 * @return the object
	 * @throws SchemaException if the payload cannot be read as the class
	 */
	Object read(EncodedPayload payload);

}
