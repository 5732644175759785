package io.golambda.event;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonString;
import io.golambda.event.json.Utf8;
import io.golambda.event.source.Md5;

/**
 * A Kinesis record into which the Kinesis Producer Library packed several user records:
 * four magic bytes, a protobuf message, and the message's MD5.
 *
 * @see <a href=
 * "https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL
 * Aggregated Record Format</a>
 */
final class AggregatedRecord {

	private static final byte[] MAGIC = { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2 };

	// all of the magic that base64 shows whatever comes next
	private static final String MAGIC_IN_BASE64 = "84maw";

	private static final int MD5_LENGTH = 16;

	// the numbers of the fields
	private static final int PARTITION_KEY_TABLE = 1;

	private static final int EXPLICIT_HASH_KEY_TABLE = 2;

	private static final int RECORDS = 3;

	private static final int PARTITION_KEY_INDEX = 1;

	private static final int EXPLICIT_HASH_KEY_INDEX = 2;

	private static final int DATA = 3;

	private AggregatedRecord() {
	}

	/**
	 * Whether it is worthwhile to decode this string and look for an aggregated record.
	 */
	static boolean mayBeIn(JsonString base64) {
		return base64.startsWithAscii(MAGIC_IN_BASE64);
	}

	static boolean isIn(ByteSlice data) {
		int end = data.offset() + Math.min(MAGIC.length, data.length());
		return Arrays.equals(data.bytes(), data.offset(), end, MAGIC, 0, MAGIC.length);
	}

	/**
	 * Takes an aggregated record apart. The payloads of the user records are views of it.
	 * @param consumer takes each user record, in their order; what it took before an
	 * exception is not to be used
	 * @throws DecodingException if it is damaged
	 */
	static void read(ByteSlice data, Consumer<UserRecord> consumer) throws DecodingException {
		int length = data.length() - MAGIC.length - MD5_LENGTH;
		if (length < 0) {
			throw new DecodingException("is an aggregated record of the Kinesis Producer Library that breaks off");
		}
		int start = data.offset() + MAGIC.length;
		MessageDigest md5 = Md5.newDigest();
		md5.update(data.bytes(), start, length);
		if (!Arrays.equals(md5.digest(), 0, MD5_LENGTH, data.bytes(), start + length, start + length + MD5_LENGTH)) {
			throw new DecodingException(
					"is an aggregated record of the Kinesis Producer Library with a wrong checksum");
		}
		try {
			readMessage(new ByteSlice(data.bytes(), start, length), consumer);
		}
		catch (DecodingException ex) {
			throw new DecodingException(
					"is an aggregated record of the Kinesis Producer Library, but what it holds " + ex.what());
		}
	}

	private static void readMessage(ByteSlice bytes, Consumer<UserRecord> consumer) throws DecodingException {
		// in two passes, since the tables may come after what points into them
		Keys keys = keys(bytes);
		ProtobufReader message = new ProtobufReader(bytes);
		while (message.next()) {
			if (message.isBytes(RECORDS)) {
				ByteSlice record = message.bytes();
				UserRecord user = new UserRecord(keys, record.offset(), record.length());
				user.read();
				consumer.accept(user);
			}
			else {
				message.skip();
			}
		}
	}

	private static Keys keys(ByteSlice bytes) throws DecodingException {
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

	private static String key(List<String> table, long index) throws DecodingException {
		if (index < 0 || index >= table.size()) {
			throw new DecodingException("points to a key that is not there");
		}
		return table.get((int) index);
	}

	private static String text(ByteSlice bytes) throws DecodingException {
		return Utf8.decode(bytes.bytes(), bytes.offset(), bytes.length())
			.orElseThrow(() -> new DecodingException("has a key that is not UTF-8"));
	}

	/**
	 * The bytes and keys that the user records of one aggregated record share.
	 *
	 * @param bytes the array that holds them
	 * @param partitionKeys the partition keys that they point to
	 * @param explicitHashKeys the explicit hash keys that they point to
	 */
	private record Keys(byte[] bytes, List<String> partitionKeys, List<String> explicitHashKeys) {

	}

	/**
	 * The payload of a user record, as the application passed it to the library. It holds
	 * only where the user record is, and reads it when asked, since a few megabytes may
	 * be hundreds of thousands of them.
	 */
	static final class UserRecord implements Payload {

		private final Keys keys;

		private final int offset;

		private final int length;

		UserRecord(Keys keys, int offset, int length) {
			this.keys = keys;
			this.offset = offset;
			this.length = length;
		}

		private Fields read() throws DecodingException {
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
				throw new DecodingException("has a record without partition key or data");
			}
			return new Fields(data, partitionKey, explicitHashKey);
		}

		private Fields readAgain() {
			try {
				return read();
			}
			catch (DecodingException ex) {
				throw new IllegalStateException("A user record is read once before it is given away.", ex);
			}
		}

		@Override
		public ByteSlice slice(EventRecord record) {
			return readAgain().data;
		}

		@Override
		public Map<String, String> attributes(int index) {
			Fields fields = readAgain();
			String number = String.valueOf(index);
			return (fields.explicitHashKey != null)
					? Map.of("partitionKey", fields.partitionKey, "subSequenceNumber", number, "explicitHashKey",
							fields.explicitHashKey)
					: Map.of("partitionKey", fields.partitionKey, "subSequenceNumber", number);
		}

	}

	private record Fields(ByteSlice data, String partitionKey, @Nullable String explicitHashKey) {

	}

}
