package io.golambda.event.schema;

import com.google.protobuf.Descriptors;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import tools.jackson.databind.JsonNode;

/**
 * Reads messages of Protobuf from JSON, with the names of fields in either form. The
 * library for it is a further one.
 */
final class MessageJson {

	private static final String WELL_KNOWN_TYPES = "google.protobuf.";

	private MessageJson() {
	}

	static Message read(JsonNode json, Message message) {
		Descriptors.Descriptor descriptor = message.getDescriptorForType();
		if (!json.isEmpty() && !hasFieldOf(descriptor, json)) {
			throw new SchemaException("it is JSON that has none of the fields of " + descriptor.getFullName());
		}
		Message.Builder builder = message.newBuilderForType();
		try {
			JsonFormat.parser().ignoringUnknownFields().merge(JsonObjects.write(json), builder);
			return builder.build();
		}
		catch (InvalidProtocolBufferException | RuntimeException ex) {
			// the message quotes the payload
			throw new SchemaException("it is JSON that does not fit " + descriptor.getFullName());
		}
	}

	private static boolean hasFieldOf(Descriptors.Descriptor descriptor, JsonNode json) {
		return descriptor.getFullName().startsWith(WELL_KNOWN_TYPES) || descriptor.getFields().isEmpty()
				|| descriptor.getFields()
					.stream()
					.anyMatch((field) -> json.has(field.getName()) || json.has(field.getJsonName()));
	}

}
