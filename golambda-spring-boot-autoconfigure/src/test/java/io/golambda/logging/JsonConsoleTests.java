package io.golambda.logging;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class JsonConsoleTests {

	private final PrintStream standardOutput = System.out;

	@AfterEach
	void standardOutput() {
		System.setOut(this.standardOutput);
	}

	@Test
	void writesALineAtOnce() {
		List<Integer> writes = new ArrayList<>();
		System.setOut(new PrintStream(new OutputStream() {
			@Override
			public void write(int b) {
				writes.add(1);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				writes.add(length);
			}
		}, true));
		LoggerContext context = console();
		context.getLogger("a").info("short");
		context.getLogger("a").info("x".repeat(100_000));
		assertThat(writes).hasSize(2);
		assertThat(writes.get(1)).isGreaterThan(100_000);
	}

	@Test
	void survivesAClosedOrFullOutput() throws IOException {
		LoggerContext context = console();
		System.setOut(new PrintStream(new OutputStream() {
			@Override
			public void write(int b) throws IOException {
				throw new IOException("no space left on device");
			}
		}));
		context.getLogger("a").info("to a full output");
		PrintStream closed = new PrintStream(new FileOutputStream("/dev/null"));
		closed.close();
		System.setOut(closed);
		context.getLogger("a").info("to a closed output");
		context.getLogger("a").error("and once more");
	}

	private static LoggerContext console() {
		LoggerContext context = new LoggerContext();
		context.setMDCAdapter(new LogbackMDCAdapter());
		JsonConsole.install(context, LineFormat.of(LambdaEnvironment.of(Map.of())));
		return context;
	}

}
