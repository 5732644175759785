package io.golambda.local.event;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A form with which a user makes an event of one source.
 *
 * @param id the id by which a request names the form, for example {@code SQS} or
 * {@code S3_OVER_SQS}
 * @param label the name of the source
 * @param payload the payload of a record
 * @param attributes the attributes that AWS sets
 * @param customAttributes whether records can have attributes of the sender, under any
 * other name
 * @param binaryAttributes whether the attributes of the sender can be bytes
 * @param parts the other payloads of a record
 * @param headers whether records have headers
 * @param recordId whether records have an id that can be chosen
 * @param timestamp the precision of the time that can be chosen, {@code milliseconds} or
 * {@code seconds}, or {@code null} if records have none
 * @param batch whether an event can have several records
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventForm(String id, String label, Payload payload, List<Field> attributes, boolean customAttributes,
		boolean binaryAttributes, List<Field> parts, boolean headers, boolean recordId, @Nullable String timestamp,
		boolean batch) {

	/**
	 * The payload of a record.
	 *
	 * @param label the name of the payload
	 * @param format the content that the source carries
	 * @param required whether a record must have a payload
	 * @param description a sentence on the payload, or {@code null}
	 * @param example an example
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Payload(String label, Format format, boolean required, @Nullable String description,
			@Nullable String example) {

	}

	/**
	 * An attribute or a part.
	 *
	 * @param name AWS's name
	 * @param description a sentence on its meaning, or {@code null}
	 * @param example an example, or {@code null}
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Field(String name, @Nullable String description, @Nullable String example) {

	}

	/**
	 * The content that a payload can have.
	 */
	public enum Format {

		/**
		 * Any text, which may be JSON.
		 */
		TEXT,

		/**
		 * Any text or bytes.
		 */
		BYTES,

		/**
		 * One JSON value.
		 */
		JSON,

		/**
		 * One JSON object.
		 */
		JSON_OBJECT

	}

}
