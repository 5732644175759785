package io.golambda.event.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Writes the format in which the Kinesis Producer Library aggregates user records: four
 * magic bytes, a protobuf message, and the MD5 of the message.
 *
 * @see <a href=
 * "https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL
 * Aggregated Record Format</a>
 */
final class AggregatedRecordWriter {

	private static final byte[] MAGIC = { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2 };

	// the field numbers of an aggregated record
	private static final int PARTITION_KEY_TABLE = 1;

	private static final int EXPLICIT_HASH_KEY_TABLE = 2;

	private static final int RECORDS = 3;

	// the field numbers of a user record
	private static final int PARTITION_KEY_INDEX = 1;

	private static final int EXPLICIT_HASH_KEY_INDEX = 2;

	private static final int DATA = 3;

	private static final int LENGTH_DELIMITED = 2;

	private AggregatedRecordWriter() {
	}

	/**
	 * Aggregates user records. Each without a partition key gets one of its own.
	 */
	static byte[] write(List<OutgoingRecord> userRecords) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		for (OutgoingRecord userRecord : userRecords) {
			writeText(message, PARTITION_KEY_TABLE, userRecord.attribute("partitionKey", SyntheticValues.id()));
		}
		List<String> hashKeys = hashKeys(userRecords);
		hashKeys.forEach((hashKey) -> writeText(message, EXPLICIT_HASH_KEY_TABLE, hashKey));
		for (int i = 0; i < userRecords.size(); i++) {
			userRecords.get(i).consistent("subSequenceNumber", String.valueOf(i));
			writeBytes(message, RECORDS, userRecord(userRecords.get(i), i, hashKeys));
		}
		ByteArrayOutputStream aggregated = new ByteArrayOutputStream();
		aggregated.writeBytes(MAGIC);
		aggregated.writeBytes(message.toByteArray());
		aggregated.writeBytes(Md5.newDigest().digest(message.toByteArray()));
		return aggregated.toByteArray();
	}

	private static List<String> hashKeys(List<OutgoingRecord> userRecords) {
		return userRecords.stream()
			.map((userRecord) -> userRecord.attribute("explicitHashKey"))
			.filter(Objects::nonNull)
			.distinct()
			.toList();
	}

	private static byte[] userRecord(OutgoingRecord userRecord, int partitionKey, List<String> hashKeys) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		writeVarint(message, PARTITION_KEY_INDEX << 3);
		writeVarint(message, partitionKey);
		String hashKey = userRecord.attribute("explicitHashKey");
		if (hashKey != null) {
			writeVarint(message, EXPLICIT_HASH_KEY_INDEX << 3);
			writeVarint(message, hashKeys.indexOf(hashKey));
		}
		writeBytes(message, DATA, userRecord.content().bytes());
		return message.toByteArray();
	}

	private static void writeText(ByteArrayOutputStream message, int field, String text) {
		writeBytes(message, field, text.getBytes(StandardCharsets.UTF_8));
	}

	private static void writeBytes(ByteArrayOutputStream message, int field, byte[] bytes) {
		writeVarint(message, (field << 3) | LENGTH_DELIMITED);
		writeVarint(message, bytes.length);
		message.writeBytes(bytes);
	}

	private static void writeVarint(ByteArrayOutputStream message, int value) {
		int rest = value;
		while (rest > 0x7F) {
			message.write((rest & 0x7F) | 0x80);
			rest >>>= 7;
		}
		message.write(rest);
	}

}
