package io.golambda.local.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.local.FunctionAnswer;
import io.golambda.local.InvocationReport;
import io.golambda.local.LogLine;
import io.golambda.local.event.Answer;
import io.golambda.local.event.FailedRecords;
import io.golambda.local.event.RecordState;
import io.golambda.local.trace.Span;

/**
 * The last invocations, with limits for their number and their memory. Publishes each
 * change, in order. Thread-safe.
 */
final class History {

	static final int MAX_INVOCATIONS = 200;

	private static final long MAX_BYTES = 96L * 1024 * 1024;

	private final EventStream stream;

	private final Map<String, HistoryEntry> entries = new LinkedHashMap<>();

	private int lastNumber;

	History(EventStream stream) {
		this.stream = stream;
	}

	void queued(String requestId, byte[] event) {
		EventSummary summary = EventSummary.of(event);
		synchronized (this) {
			HistoryEntry entry = new HistoryEntry(requestId, ++this.lastNumber, event, summary);
			this.entries.put(requestId, entry);
			removeOldest();
			publish(entry);
		}
	}

	synchronized void started(String requestId, @Nullable Duration init) {
		HistoryEntry entry = this.entries.get(requestId);
		if (entry != null && entry.start(init)) {
			publish(entry);
		}
	}

	synchronized void logged(String requestId, LogLine line) {
		HistoryEntry entry = this.entries.get(requestId);
		if (entry != null) {
			this.stream.publish("log", Map.of("invocation", requestId, "line", entry.add(line)));
		}
	}

	void ended(FunctionAnswer answer, InvocationReport report) {
		HistoryEntry entry = entry(answer.requestId());
		if (entry != null) {
			List<RecordState> items = FailedRecords.of(entry.event(), new Answer(answer.payload(), answer.isError()))
				.records();
			synchronized (this) {
				entry.end(answer, report, items);
				removeOldest();
				publish(entry);
			}
		}
	}

	/**
	 * Adds spans of an invocation, which may arrive after its end.
	 */
	synchronized void addSpans(String requestId, List<Span> spans) {
		HistoryEntry entry = this.entries.get(requestId);
		if (entry != null) {
			this.stream.publish("spans", Map.of("invocation", requestId, "spans", entry.add(spans)));
			removeOldest();
		}
	}

	private synchronized @Nullable HistoryEntry entry(String requestId) {
		return this.entries.get(requestId);
	}

	/**
	 * Returns the summaries, the newest first.
	 */
	synchronized List<HistoryEntry.Summary> summaries() {
		List<HistoryEntry.Summary> summaries = new ArrayList<>();
		this.entries.values().forEach((entry) -> summaries.add(entry.summary()));
		Collections.reverse(summaries);
		return summaries;
	}

	/**
	 * Returns the number of events that wait for a process.
	 */
	synchronized long queued() {
		return this.entries.values().stream().filter(HistoryEntry::isQueued).count();
	}

	synchronized HistoryEntry.@Nullable Snapshot find(String requestId) {
		HistoryEntry entry = this.entries.get(requestId);
		return (entry != null) ? entry.snapshot() : null;
	}

	/**
	 * Removes all invocations that have ended.
	 */
	synchronized void clear() {
		this.entries.values().removeIf(HistoryEntry::isEnded);
		this.stream.publish("cleared", Map.of());
	}

	private void publish(HistoryEntry entry) {
		this.stream.publish("invocation", entry.summary());
	}

	private void removeOldest() {
		long bytes = this.entries.values().stream().mapToLong(HistoryEntry::bytes).sum();
		Iterator<HistoryEntry> oldest = this.entries.values().iterator();
		while (oldest.hasNext() && (this.entries.size() > MAX_INVOCATIONS || bytes > MAX_BYTES)) {
			HistoryEntry entry = oldest.next();
			boolean isNewest = !oldest.hasNext();
			// running ones remain, so that they can be shown when they end
			if (entry.isEnded() && !isNewest) {
				bytes -= entry.bytes();
				oldest.remove();
			}
		}
	}

}
