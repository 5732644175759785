package io.golambda.event.source;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Utf8;

/**
 * The data of a Kinesis record into which the Kinesis Producer Library packed several
 * user records: four magic bytes, a protobuf message, and the MD5 of the message.
 *
 * @param data the data
 * @see <a href=
 * "https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL
 * Aggregated Record Format</a>
 */
public record AggregatedPayload(ByteSlice data) implements Payload {

	private static final byte[] MAGIC = { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2 };

	// the part of the magic whose base64 does not depend on the bytes behind it
	private static final String MAGIC_IN_BASE64 = "84maw";

	private static final int MD5_LENGTH = 16;

	private static final String AGGREGATED = "is an aggregated record of the Kinesis Producer Library";

	// the numbers of the fields
	private static final int PARTITION_KEY_TABLE = 1;

	private static final int EXPLICIT_HASH_KEY_TABLE = 2;

	private static final int RECORDS = 3;

	private static final int PARTITION_KEY_INDEX = 1;

	private static final int EXPLICIT_HASH_KEY_INDEX = 2;

	private static final int DATA = 3;

	/**
	 * Returns the aggregated record in base64 data, or the data itself if it is none.
	 */
	static Payload orData(Base64Payload base64) {
		if (!base64.string().startsWithAscii(MAGIC_IN_BASE64)) {
			return base64;
		}
		try {
			ByteSlice data = base64.decode();
			int end = data.offset() + Math.min(MAGIC.length, data.length());
			return Arrays.equals(data.bytes(), data.offset(), end, MAGIC, 0, MAGIC.length) ? new AggregatedPayload(data)
					: base64;
		}
		catch (RecordException ex) {
			// reported when the record is read
			return base64;
		}
	}

	@Override
	public ByteSlice read(byte[] event, int start) {
		return this.data;
	}

	/**
	 * Returns the payload of the record if it cannot be unpacked.
	 */
	public Payload damaged(RecordException ex) {
		return new UnboundPayload(this.data, ex.problem() + "; bytes() gives it as it is");
	}

	/**
	 * Unpacks the user records. Their payloads are views of the data.
	 * @param consumer receives the payload of each user record in order; must discard
	 * them if an exception is thrown
	 * @throws RecordException if the record is damaged
	 */
	public void unpack(Consumer<Payload> consumer) {
		int length = this.data.length() - MAGIC.length - MD5_LENGTH;
		if (length < 0) {
			throw new RecordException(AGGREGATED + " that breaks off");
		}
		byte[] bytes = this.data.bytes();
		int start = this.data.offset() + MAGIC.length;
		int end = start + length;
		MessageDigest md5 = Md5.newDigest();
		md5.update(bytes, start, length);
		if (!Arrays.equals(md5.digest(), 0, MD5_LENGTH, bytes, end, end + MD5_LENGTH)) {
			throw new RecordException(AGGREGATED + " with a wrong checksum");
		}
		try {
			unpack(new ByteSlice(bytes, start, length), consumer);
		}
		catch (RecordException ex) {
			throw new RecordException(AGGREGATED + ", but what it holds " + ex.problem());
		}
	}

	private static void unpack(ByteSlice bytes, Consumer<Payload> consumer) {
		// in two passes, since the tables may come after the records that refer to them
		Keys keys = keys(bytes);
		ProtobufReader message = new ProtobufReader(bytes);
		while (message.next()) {
			if (message.isBytes(RECORDS)) {
				ByteSlice record = message.bytes();
				UserRecord user = new UserRecord(keys, record.offset(), record.length());
				user.fields();
				consumer.accept(user);
			}
			else {
				message.skip();
			}
		}
	}

	private static Keys keys(ByteSlice bytes) {
		Keys keys = new Keys(bytes.bytes(), new ArrayList<>(), new ArrayList<>());
		ProtobufReader message = new ProtobufReader(bytes);
		while (message.next()) {
			if (message.isBytes(PARTITION_KEY_TABLE)) {
				keys.partitionKeys.add(text(message.bytes()));
			}
			else if (message.isBytes(EXPLICIT_HASH_KEY_TABLE)) {
				keys.explicitHashKeys.add(text(message.bytes()));
			}
			else {
				message.skip();
			}
		}
		return keys;
	}

	private static String key(List<String> table, long index) {
		if (index < 0 || index >= table.size()) {
			throw new RecordException("points to a key that is not there");
		}
		return table.get((int) index);
	}

	private static String text(ByteSlice bytes) {
		return Utf8.decode(bytes.bytes(), bytes.offset(), bytes.length())
			.orElseThrow(() -> new RecordException("has a key that is not UTF-8"));
	}

	/**
	 * The bytes and keys that the user records of one aggregated record share.
	 *
	 * @param bytes the array with all user records
	 * @param partitionKeys the partition keys that they refer to
	 * @param explicitHashKeys the explicit hash keys that they refer to
	 */
	private record Keys(byte[] bytes, List<String> partitionKeys, List<String> explicitHashKeys) {

	}

	private record Fields(ByteSlice data, String partitionKey, @Nullable String explicitHashKey) {

	}

	/**
	 * The payload of a user record. Keeps only its position and reads it on demand, since
	 * a few megabytes may hold hundreds of thousands of user records.
	 */
	private static final class UserRecord implements Payload {

		private final Keys keys;

		private final int offset;

		private final int length;

		UserRecord(Keys keys, int offset, int length) {
			this.keys = keys;
			this.offset = offset;
			this.length = length;
		}

		private Fields fields() {
			String partitionKey = null;
			String explicitHashKey = null;
			ByteSlice data = null;
			ProtobufReader record = new ProtobufReader(new ByteSlice(this.keys.bytes, this.offset, this.length));
			while (record.next()) {
				if (record.isNumber(PARTITION_KEY_INDEX)) {
					partitionKey = key(this.keys.partitionKeys, record.number());
				}
				else if (record.isNumber(EXPLICIT_HASH_KEY_INDEX)) {
					explicitHashKey = key(this.keys.explicitHashKeys, record.number());
				}
				else if (record.isBytes(DATA)) {
					data = record.bytes();
				}
				else {
					record.skip();
				}
			}
			if (partitionKey == null || data == null) {
				throw new RecordException("has a record without partition key or data");
			}
			return new Fields(data, partitionKey, explicitHashKey);
		}

		@Override
		public ByteSlice read(byte[] event, int start) {
			return fields().data;
		}

		@Override
		public Map<String, String> attributes(int index) {
			Fields fields = fields();
			String number = String.valueOf(index);
			return (fields.explicitHashKey != null)
					? Map.of("partitionKey", fields.partitionKey, "subSequenceNumber", number, "explicitHashKey",
							fields.explicitHashKey)
					: Map.of("partitionKey", fields.partitionKey, "subSequenceNumber", number);
		}

	}

}
