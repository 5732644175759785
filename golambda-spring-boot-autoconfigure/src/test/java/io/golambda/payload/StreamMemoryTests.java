package io.golambda.payload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an object of 1 GB fits a heap of 128 MB.
 */
class StreamMemoryTests {

	private static final long GIGABYTE = 1L << 30;

	@Test
	void objectThatIsLargerThanTheHeapIsStreamed() throws Exception {
		try (LocalS3 s3 = new LocalS3()) {
			s3.on("GET /basket/k", (exchange, start) -> s3.sendPart(exchange, 200, GIGABYTE, GIGABYTE));
			Process reader = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx128m", "-XX:+UseSerialGC", "-cp",
					System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
					StreamedObject.class.getName(), s3.address(), "basket", "k")
				.redirectErrorStream(true)
				.start();
			String output = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(output).contains(GIGABYTE / LocalS3.LINE.length() + " lines")
				.contains("it has " + GIGABYTE + " bytes, more than a quarter of the heap")
				.contains("read it by record.stream()");
			assertThat(reader.waitFor()).isZero();
		}
	}

}
