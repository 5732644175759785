package io.golambda.event.schema;

import java.lang.reflect.Modifier;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Excerpt;

/**
 * Reads messages of Protobuf. Neither a zero nor a three can start a message, since no
 * field has the number 0, so that the header of a registry is never taken for one.
 */
final class MessageReader implements PayloadReader {

	private static final String FORMAT = "PROTOBUF";

	private final Class<?> type;

	private final MessageLite message;

	private final Parser<? extends MessageLite> parser;

	private final MessageIndexes indexes;

	private MessageReader(Class<?> type, MessageLite message) {
		this.type = type;
		this.message = message;
		this.parser = message.getParserForType();
		this.indexes = MessageIndexes.of(message);
	}

	static PayloadReader of(Class<?> type) {
		MessageLite message = defaultInstance(type);
		if (message == null) {
			return (payload) -> {
				throw new SchemaException("it has no schema of its own; bind a class that Protobuf generated");
			};
		}
		return new MessageReader(type, message);
	}

	private static @Nullable MessageLite defaultInstance(Class<?> type) {
		if (Modifier.isAbstract(type.getModifiers())) {
			return null;
		}
		try {
			return (MessageLite) type.getMethod("getDefaultInstance").invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

	static byte[] write(Object message) {
		try {
			return ((MessageLite) message).toByteArray();
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"This message, a " + message.getClass().getName() + ", does not fit its schema of Protobuf.", ex);
		}
	}

	@Override
	public Object read(EncodedPayload payload) {
		payload.requireFormat(FORMAT, this.type);
		JsonNode json = payload.json();
		if (json != null) {
			return readJson(json);
		}
		if (payload.schemaId() != null) {
			return readIndexed(payload.bytes(), MessageIndexes.isOfGlue(payload.schemaId()));
		}
		WireHeader header = WireHeader.ofRegistry(payload.bytes());
		if (header == null) {
			return parse(payload.bytes());
		}
		try {
			return readIndexed(header.body(payload.inflater()), header.form() == WireHeader.Form.GLUE);
		}
		catch (SchemaException ex) {
			throw new SchemaException(header.describe() + ", but behind it, " + ex.reason());
		}
	}

	private Object readJson(JsonNode json) {
		if (!(this.message instanceof Message full)) {
			throw new SchemaException("it is JSON, which lite messages of Protobuf do not read");
		}
		try {
			return MessageJson.read(json, full);
		}
		catch (NoClassDefFoundError ex) {
			throw new SchemaException("it is JSON, for which com.google.protobuf:protobuf-java-util is missing; add it "
					+ "to the class path");
		}
	}

	private Object readIndexed(ByteSlice data, boolean glue) {
		return parse(glue ? MessageIndexes.behindGlue(data) : this.indexes.behindConfluent(data));
	}

	// what follows is advice for users of the library
	private static String firstSentence(InvalidProtocolBufferException ex) {
		return Excerpt.of(String.valueOf(ex.getMessage()).split("[.]", 2)[0]);
	}

	private Object parse(ByteSlice data) {
		try {
			return this.parser.parseFrom(data.bytes(), data.offset(), data.length());
		}
		catch (InvalidProtocolBufferException ex) {
			// the message is a constant text, or names missing fields
			throw new SchemaException("it is not a message of Protobuf: " + firstSentence(ex));
		}
	}

}
