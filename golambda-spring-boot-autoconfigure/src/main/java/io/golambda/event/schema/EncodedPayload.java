package io.golambda.event.schema;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.json.ByteSlice;

/**
 * A payload, and what its event says about it.
 *
 * @param bytes the payload
 * @param dataFormat the format that Lambda found in the schema registry, such as
 * {@code AVRO}, or {@code null} if the event source mapping has no registry
 * @param schemaId the id of the schema in that registry, or {@code null}. Lambda has
 * removed it from the payload.
 * @param inflater inflates data that is compressed by zlib; throws
 * {@link SchemaException} if it is damaged or too large
 */
public record EncodedPayload(ByteSlice bytes, @Nullable String dataFormat, @Nullable String schemaId,
		UnaryOperator<ByteSlice> inflater) {

	private static final String JSON = "JSON";

	/**
	 * Returns the payload as JSON, which some services convert other formats to.
	 * @return the object, or {@code null} if the payload is anything else
	 */
	@Nullable JsonNode json() {
		boolean isObject = this.bytes.length() > 0 && this.bytes.bytes()[this.bytes.offset()] == '{';
		return isObject ? JsonObjects.read(this.bytes) : null;
	}

	/**
	 * Requires the format of a class. Data whose format is JSON is checked when it is
	 * read.
	 */
	void requireFormat(String format, Class<?> type) {
		if (this.dataFormat != null && !this.dataFormat.equalsIgnoreCase(format)
				&& !(this.dataFormat.equalsIgnoreCase(JSON) && json() != null)) {
			throw new SchemaException("the event says that its data format is " + this.dataFormat + ", but "
					+ type.getSimpleName() + " is a class of " + format
					+ ". Bind a class of that format, or correct the schema registry of the event source mapping");
		}
	}

}
