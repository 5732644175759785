package io.golambda.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits output into lines, with a limit on the memory for a line. Not thread-safe.
 */
final class LineSplitter {

	/**
	 * The maximum size of a line, which is that of an event in CloudWatch Logs.
	 */
	static final int MAX_LINE = 1024 * 1024;

	private final Consumer<LogLine> lines;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private long cutBytes;

	LineSplitter(Consumer<LogLine> lines) {
		this.lines = lines;
	}

	void accept(byte[] bytes, int length) {
		int start = 0;
		for (int i = 0; i < length; i++) {
			if (bytes[i] == '\n') {
				append(bytes, start, i - start);
				emit();
				start = i + 1;
			}
		}
		append(bytes, start, length - start);
	}

	/**
	 * Emits the last line if it does not end with a line break.
	 */
	void finish() {
		if (this.line.size() > 0) {
			emit();
		}
	}

	private void append(byte[] bytes, int start, int length) {
		int kept = Math.min(length, MAX_LINE - this.line.size());
		this.line.write(bytes, start, kept);
		this.cutBytes += length - kept;
	}

	private void emit() {
		String text = this.line.toString(StandardCharsets.UTF_8);
		LogLine complete = new LogLine(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text,
				this.cutBytes);
		this.line.reset();
		this.cutBytes = 0;
		this.lines.accept(complete);
	}

}
