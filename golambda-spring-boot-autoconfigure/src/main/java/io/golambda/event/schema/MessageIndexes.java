package io.golambda.event.schema;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;

import io.golambda.event.json.ByteSlice;

/**
 * The indexes that serializers of schema registries write before a message of Protobuf,
 * which say where in its file the message is defined. Lambda leaves them in the payload
 * when it removes the header.
 *
 * @param path the index of the class within its file, preceded by those of the messages
 * in which it is nested; none if the class does not know
 */
record MessageIndexes(List<Integer> path) {

	// a smaller number is not the tag of a field
	private static final int FIRST_TAG = 8;

	// deeper than any message is nested
	private static final int MAX_DEPTH = 100;

	// Confluent's ids are numbers, Glue's are UUIDs
	private static final int LONGEST_CONFLUENT_ID = 20;

	static MessageIndexes of(MessageLite message) {
		List<Integer> path = new ArrayList<>();
		if (message instanceof Message full) {
			Descriptors.Descriptor descriptor = full.getDescriptorForType();
			while (descriptor != null) {
				path.add(descriptor.getIndex());
				descriptor = descriptor.getContainingType();
			}
		}
		Collections.reverse(path);
		return new MessageIndexes(List.copyOf(path));
	}

	static boolean isOfGlue(String schemaId) {
		return schemaId.length() > LONGEST_CONFLUENT_ID;
	}

	/**
	 * Returns the message behind Glue's index.
	 */
	static ByteSlice behindGlue(ByteSlice data) {
		CodedInputStream input = input(data);
		try {
			input.readUInt32();
			return behind(data, input);
		}
		catch (IOException ex) {
			throw incomplete();
		}
	}

	/**
	 * Returns the message behind Confluent's list of indexes. A list of four or more can
	 * start like a field, so it must be the one of the class.
	 */
	ByteSlice behindConfluent(ByteSlice data) {
		boolean maybeField = data.length() > 0 && Byte.toUnsignedInt(data.bytes()[data.offset()]) >= FIRST_TAG;
		CodedInputStream input = input(data);
		try {
			List<Integer> indexes = readList(input);
			if (!maybeField || indexes.equals(this.path)) {
				return behind(data, input);
			}
		}
		catch (IOException ex) {
			if (!maybeField) {
				throw incomplete();
			}
		}
		return data;
	}

	private static List<Integer> readList(CodedInputStream input) throws IOException {
		int count = input.readSInt32();
		if (count < 0) {
			throw new EOFException();
		}
		List<Integer> indexes = new ArrayList<>();
		while (indexes.size() < Math.min(count, MAX_DEPTH)) {
			indexes.add(input.readSInt32());
		}
		return indexes;
	}

	private static CodedInputStream input(ByteSlice data) {
		return CodedInputStream.newInstance(data.bytes(), data.offset(), data.length());
	}

	private static ByteSlice behind(ByteSlice data, CodedInputStream input) {
		int read = input.getTotalBytesRead();
		return new ByteSlice(data.bytes(), data.offset() + read, data.length() - read);
	}

	private static SchemaException incomplete() {
		return new SchemaException("it lacks the indexes that a schema registry writes before a message");
	}

}
