package io.golambda.local.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import io.golambda.local.FunctionAnswer;
import io.golambda.local.InvocationReport;
import io.golambda.local.LogLine;
import io.golambda.local.event.Answer;
import io.golambda.local.event.RecordState;
import io.golambda.local.trace.Span;

/**
 * An invocation in the history, which guards it.
 */
final class HistoryEntry {

	private static final int MAX_LINES = 10_000;

	private static final long MAX_CHARACTERS = 8L * 1024 * 1024;

	private static final int MAX_SPANS = 2000;

	private static final int BYTES_PER_SPAN = 1000;

	private final String id;

	private final int number;

	private final byte[] event;

	private final EventSummary eventSummary;

	private final Instant queuedAt = Instant.now();

	private final Deque<NumberedLine> lines = new ArrayDeque<>();

	private final List<Span> spans = new ArrayList<>();

	private long characters;

	private int lastLine;

	private @Nullable Instant startedAt;

	private @Nullable Duration init;

	private @Nullable FunctionAnswer answer;

	private @Nullable InvocationReport report;

	private List<RecordState> items = List.of();

	HistoryEntry(String id, int number, byte[] event, EventSummary eventSummary) {
		this.id = id;
		this.number = number;
		this.event = event;
		this.eventSummary = eventSummary;
	}

	boolean isQueued() {
		return this.startedAt == null && !isEnded();
	}

	boolean isEnded() {
		return this.answer != null;
	}

	/**
	 * Returns the approximate memory.
	 */
	long bytes() {
		return this.event.length + ((this.answer != null) ? this.answer.payload().length : 0) + 2 * this.characters
				+ (long) BYTES_PER_SPAN * this.spans.size();
	}

	/**
	 * Starts the invocation, unless it has already ended.
	 */
	boolean start(@Nullable Duration init) {
		if (isEnded()) {
			return false;
		}
		this.startedAt = Instant.now();
		this.init = init;
		return true;
	}

	/**
	 * Adds a line. The oldest lines are removed if there are too many.
	 */
	LineView add(LogLine line) {
		NumberedLine numbered = new NumberedLine(++this.lastLine, line);
		this.lines.add(numbered);
		this.characters += line.text().length();
		while (this.lines.size() > MAX_LINES || (this.characters > MAX_CHARACTERS && this.lines.size() > 1)) {
			this.characters -= this.lines.remove().line().text().length();
		}
		return LineView.of(numbered);
	}

	byte[] event() {
		return this.event;
	}

	/**
	 * Adds spans, up to a limit.
	 * @return all spans of the invocation
	 */
	List<SpanView> add(List<Span> added) {
		added.stream().limit(MAX_SPANS - this.spans.size()).forEach(this.spans::add);
		return SpanView.of(this.spans);
	}

	/**
	 * Ends the invocation.
	 * @param items the states of the records, none for an event without records
	 */
	void end(FunctionAnswer answer, InvocationReport report, List<RecordState> items) {
		this.items = items;
		this.answer = answer;
		this.report = report;
		this.init = report.init();
	}

	Summary summary() {
		InvocationReport measured = this.report;
		Duration duration = (measured != null) ? measured.duration() : null;
		return new Summary(this.id, this.number, ((this.startedAt != null) ? this.startedAt : this.queuedAt).toString(),
				state(), this.eventSummary.source(), this.eventSummary.records(), failedRecords(), this.init != null,
				millis(this.init), millis(duration), billed(this.init, duration),
				(measured != null) ? measured.memoryMegabytes() : null, this.eventSummary.label());
	}

	private String state() {
		if (this.answer == null) {
			return (this.startedAt != null) ? "running" : "queued";
		}
		if (this.report != null && this.report.timedOut()) {
			return "timed-out";
		}
		int failed = failedRecords();
		if (this.answer.isError() || (failed > 0 && failed == this.items.size())) {
			return "failed";
		}
		return (failed > 0) ? "partial" : "succeeded";
	}

	private int failedRecords() {
		return (int) this.items.stream().filter((item) -> item.state() != RecordState.State.DONE).count();
	}

	private static @Nullable Double millis(@Nullable Duration duration) {
		return (duration != null) ? Math.round(duration.toNanos() / 10_000.0) / 100.0 : null;
	}

	// Lambda bills the start too, and rounds up to the next millisecond
	private static @Nullable Long billed(@Nullable Duration init, @Nullable Duration duration) {
		if (duration == null) {
			return null;
		}
		Duration billed = (init != null) ? init.plus(duration) : duration;
		return billed.plusNanos(999_999).toMillis();
	}

	Snapshot snapshot() {
		FunctionAnswer given = this.answer;
		return new Snapshot(summary(), this.event,
				(given != null) ? new Answer(given.payload(), given.isError()) : null, this.items,
				List.copyOf(this.lines), SpanView.of(this.spans));
	}

	/**
	 * An immutable copy.
	 */
	record Snapshot(Summary summary, byte[] event, @Nullable Answer answer, List<RecordState> items,
			List<NumberedLine> lines, List<SpanView> spans) {

		Answer requiredAnswer() {
			return Objects.requireNonNull(this.answer);
		}

		Details details() {
			List<LineView> views = this.lines.stream().map(LineView::of).toList();
			int dropped = this.lines.isEmpty() ? 0 : this.lines.get(0).number() - 1;
			return new Details(this.summary, new String(this.event, StandardCharsets.UTF_8),
					(this.answer != null) ? AnswerView.of(this.answer) : null, this.items, views, dropped, this.spans,
					EmbeddedMetrics.of(views));
		}

	}

	/**
	 * A line and its number in the invocation.
	 */
	record NumberedLine(int number, LogLine line) {

	}

	/**
	 * The JSON of an invocation in a list.
	 */
	record Summary(String id, int number, String startedAt, String state, @Nullable String source, int records,
			int failedRecords, boolean coldStart, @Nullable Double initMillis, @Nullable Double durationMillis,
			@Nullable Long billedMillis, @Nullable Integer memoryMegabytes, String label) {

	}

	/**
	 * The JSON of an answer.
	 */
	record AnswerView(String text, boolean error) {

		static AnswerView of(Answer answer) {
			return new AnswerView(new String(answer.bytes(), StandardCharsets.UTF_8), answer.error());
		}

	}

	/**
	 * The JSON of an invocation.
	 */
	record Details(@JsonUnwrapped Summary summary, String event, @Nullable AnswerView answer, List<RecordState> items,
			List<LineView> lines, int droppedLines, List<SpanView> spans, List<EmbeddedMetrics.Metric> metrics) {

	}

}
