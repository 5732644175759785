package io.golambda.local;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how the output of a function is split into lines.
 */
class LineSplitterTests {

	private final List<LogLine> lines = new ArrayList<>();

	private final LineSplitter splitter = new LineSplitter(this.lines::add);

	@Test
	void joinsTheReadsOfALine() {
		byte[] bytes = "grün\nblau\r\n\nrot".getBytes(StandardCharsets.UTF_8);
		for (byte each : bytes) {
			this.splitter.accept(new byte[] { each }, 1);
		}
		assertThat(this.lines).extracting(LogLine::text).containsExactly("grün", "blau", "");
		this.splitter.finish();
		assertThat(this.lines).extracting(LogLine::text).containsExactly("grün", "blau", "", "rot");
	}

	@Test
	void doesNotEmitAnEmptyLastLine() {
		accept("a\n");
		this.splitter.finish();
		assertThat(this.lines).hasSize(1);
	}

	@Test
	void replacesInvalidUtf8() {
		this.splitter.accept(new byte[] { 'a', (byte) 0xFF, '\n' }, 3);
		assertThat(this.lines).containsExactly(new LogLine("a\uFFFD", 0));
	}

	@Test
	void cutsLongLinesAndCountsTheCutBytes() {
		String piece = "x".repeat(300_000);
		for (int i = 0; i < 5; i++) {
			accept(piece);
		}
		accept("\nnext\n");
		assertThat(this.lines).extracting((line) -> line.text().length()).containsExactly(LineSplitter.MAX_LINE, 4);
		assertThat(this.lines).extracting(LogLine::cutBytes).containsExactly(1_500_000L - LineSplitter.MAX_LINE, 0L);
	}

	private void accept(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		this.splitter.accept(bytes, bytes.length);
	}

}
