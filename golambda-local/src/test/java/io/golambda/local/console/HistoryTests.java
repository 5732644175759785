package io.golambda.local.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.golambda.local.FunctionAnswer;
import io.golambda.local.InvocationReport;
import io.golambda.local.LogLine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the limits of the history.
 */
class HistoryTests {

	private static final InvocationReport REPORT = new InvocationReport(null, Duration.ofMillis(1), 1, false);

	private final History history = new History(new EventStream());

	@Test
	void keepsTheLastInvocations() {
		IntStream.range(0, 250).forEach((i) -> run("id" + i, "{}"));
		assertThat(this.history.summaries()).hasSize(200)
			.extracting(HistoryEntry.Summary::id)
			.startsWith("id249")
			.endsWith("id50");
		assertThat(this.history.find("id49")).isNull();
	}

	@Test
	void keepsFewerLargeInvocations() {
		String large = "\"" + "x".repeat(6 * 1024 * 1024) + "\"";
		IntStream.range(0, 30).forEach((i) -> run("id" + i, large));
		assertThat(this.history.summaries()).hasSizeBetween(5, 20)
			.extracting(HistoryEntry.Summary::id)
			.contains("id29");
	}

	@Test
	void keepsRunningInvocations() {
		this.history.queued("running", "{}".getBytes(StandardCharsets.UTF_8));
		this.history.started("running", null);
		IntStream.range(0, 250).forEach((i) -> run("id" + i, "{}"));
		this.history.clear();
		assertThat(this.history.summaries()).extracting(HistoryEntry.Summary::id).containsExactly("running");
	}

	@Test
	void keepsTheLastLines() {
		this.history.queued("a", "{}".getBytes(StandardCharsets.UTF_8));
		IntStream.rangeClosed(1, 12_000).forEach((i) -> this.history.logged("a", new LogLine("line " + i, 0)));
		HistoryEntry.Details details = this.history.find("a").details();
		assertThat(details.lines()).hasSize(10_000);
		assertThat(details.lines().get(0).raw()).isEqualTo("line 2001");
		assertThat(details.droppedLines()).isEqualTo(2000);
	}

	@Test
	void keepsFewerLongLines() {
		this.history.queued("a", "{}".getBytes(StandardCharsets.UTF_8));
		IntStream.range(0, 20).forEach((i) -> this.history.logged("a", new LogLine("x".repeat(1024 * 1024), 5)));
		HistoryEntry.Details details = this.history.find("a").details();
		assertThat(details.lines()).hasSize(8);
		assertThat(details.droppedLines()).isEqualTo(12);
	}

	private void run(String id, String event) {
		this.history.queued(id, event.getBytes(StandardCharsets.UTF_8));
		this.history.started(id, null);
		this.history.ended(new FunctionAnswer(id, false, new byte[0]), REPORT);
	}

}
