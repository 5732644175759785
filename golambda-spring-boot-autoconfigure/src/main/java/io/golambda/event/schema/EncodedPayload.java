package io.golambda.event.schema;

import java.util.Locale;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

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

	void requireFormat(String format, Class<?> type) {
		if (this.dataFormat != null && !this.dataFormat.toUpperCase(Locale.ROOT).equals(format)) {
			throw new SchemaException("the event says that its data format is " + this.dataFormat + ", but "
					+ type.getSimpleName() + " is a class of " + format
					+ ". Bind a class of that format, or correct the schema registry of the event source mapping");
		}
	}

}
