package io.golambda.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that small events which expand to much memory are read in a small heap, each in a
 * JVM of its own.
 */
class MemoryTests {

	private static final int MEGABYTE = 1024 * 1024;

	private static final String HEADER = """
			{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"g",\
			"logStream":"s","subscriptionFilters":["f"],"logEvents":[""";

	@Test
	void otherGzipIsNotInflated() throws Exception {
		assertRuns("notLogs", 24);
	}

	@Test
	void gzipThatBeginsLikeLogDataIsInflatedWithinTheBudget() throws Exception {
		assertRuns("almostLogs", 96);
	}

	@Test
	void damagedGzipCountsTowardsTheBudget() throws Exception {
		assertRuns("damagedLogs", 96);
	}

	@Test
	void millionsOfLogEventsFitTheHeap() throws Exception {
		assertRuns("manyLogEvents", 128);
	}

	@Test
	void eventLargerThanTheHeapIsReportedWithoutOutOfMemoryError() throws Exception {
		assertRuns("moreLogEventsThanHeap", 96);
	}

	@Test
	void hundredsOfThousandsOfUserRecordsFitTheHeap() throws Exception {
		assertRuns("userRecords", 96);
	}

	private static void assertRuns(String scenario, int megabytes) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx" + megabytes + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), Scenarios.class.getName(), scenario)
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(output).endsWith("done");
		assertThat(process.exitValue()).isZero();
	}

	/**
	 * Runs in the other JVM.
	 */
	static final class Scenarios {

		private Scenarios() {
		}

		public static void main(String[] arguments) throws IOException {
			switch (arguments[0]) {
				case "notLogs" -> notLogs();
				case "almostLogs" -> almostLogs();
				case "damagedLogs" -> damagedLogs();
				case "manyLogEvents" -> manyLogEvents();
				case "moreLogEventsThanHeap" -> moreLogEventsThanHeap();
				case "userRecords" -> userRecords();
				default -> throw new IllegalArgumentException(arguments[0]);
			}
			System.out.print("done");
		}

		private static void notLogs() throws IOException {
			byte[] bomb = gzip("{\"messageType\":\"DATA_MESSAGE\",", " ".repeat(MEGABYTE), 60, "}");
			List<EventRecord> records = Event.encapKinesis(copies(bomb, 30)).records();
			assertThat(records).hasSize(30).extracting(EventRecord::source).containsOnly(EventSource.KINESIS);
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).bind(Object.class))
				.withMessageContaining("is compressed by gzip, not JSON");
		}

		private static void almostLogs() throws IOException {
			byte[] bomb = gzip(HEADER, " ".repeat(MEGABYTE), 40, "]}");
			byte[] logs = gzip(HEADER, """
					{"id":"1","timestamp":1,"message":""}""", 1, "]}");
			List<EventRecord> records = Event.encapKinesis(with(logs, copies(bomb, 75))).records();
			assertThat(records).hasSize(76);
			assertThat(records.get(0).source()).isEqualTo(EventSource.CLOUDWATCH_LOGS);
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(75).bind(Object.class))
				.withMessageContaining("the whole event would inflate to more than is allowed");
		}

		private static void damagedLogs() throws IOException {
			byte[] bomb = gzip(HEADER, " ".repeat(MEGABYTE), 40, "]}");
			bomb[bomb.length - 6] ^= 1;
			List<EventRecord> records = Event.encapKinesis(copies(bomb, 75)).records();
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(0).bind(Object.class))
				.withMessageContaining("is compressed, but damaged or incomplete");
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(74).bind(Object.class))
				.withMessageContaining("the whole event would inflate to more than is allowed");
		}

		private static void manyLogEvents() throws IOException {
			List<EventRecord> records = logEvents(1_000).records();
			assertThat(records.size()).isEqualTo(1_000_000);
			assertThat(records.get(999_999).id()).hasValue("1");
		}

		private static void moreLogEventsThanHeap() throws IOException {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> logEvents(1_000).records())
				.withMessageContaining("more records than fit the memory");
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> logEvents(1_500).records())
				.withMessageContaining("inflates to more than half of the heap");
		}

		private static Event logEvents(int thousands) throws IOException {
			String one = """
					{"id":"1","timestamp":1,"message":""},""";
			byte[] data = gzip(HEADER, one.repeat(1000), thousands - 1,
					one.repeat(999) + one.replace("},", "}") + "]}");
			return Event.of("{\"awslogs\":{\"data\":\"" + Base64.getEncoder().encodeToString(data) + "\"}}");
		}

		private static void userRecords() {
			byte[] user = { 0x1A, 0x04, 0x08, 0x00, 0x1A, 0x00 };
			ByteArrayOutputStream message = new ByteArrayOutputStream();
			message.writeBytes(new byte[] { 0x0A, 0x01, 'k' });
			for (int i = 0; i < 700_000; i++) {
				message.writeBytes(user);
			}
			ByteArrayOutputStream aggregated = new ByteArrayOutputStream();
			aggregated.writeBytes(new byte[] { (byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2 });
			aggregated.writeBytes(message.toByteArray());
			aggregated.writeBytes(EncapData.md5(message.toByteArray()));
			List<EventRecord> records = Event.encapKinesis(aggregated.toByteArray()).records();
			assertThat(records.size()).isEqualTo(700_000);
			assertThat(records.get(699_999).attributes()).containsEntry("subSequenceNumber", "699999")
				.containsEntry("partitionKey", "k");
		}

		private static Object[] copies(byte[] data, int count) {
			Object[] copies = new Object[count];
			Arrays.fill(copies, data);
			return copies;
		}

		private static Object[] with(Object first, Object[] others) {
			Object[] all = new Object[others.length + 1];
			all[0] = first;
			System.arraycopy(others, 0, all, 1, others.length);
			return all;
		}

		private static byte[] gzip(String before, String repeated, int times, String after) throws IOException {
			ByteArrayOutputStream compressed = new ByteArrayOutputStream();
			try (OutputStream gzip = new GZIPOutputStream(compressed)) {
				gzip.write(before.getBytes(StandardCharsets.US_ASCII));
				byte[] each = repeated.getBytes(StandardCharsets.US_ASCII);
				for (int i = 0; i < times; i++) {
					gzip.write(each);
				}
				gzip.write(after.getBytes(StandardCharsets.US_ASCII));
			}
			return compressed.toByteArray();
		}

	}

}
