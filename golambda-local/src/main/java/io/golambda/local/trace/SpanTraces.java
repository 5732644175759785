package io.golambda.local.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds out to which invocation each span belongs. The span of golambda's observation of
 * an invocation has its request id; the spans below it, which are usually exported
 * before, wait for it: <pre>
 * traces.add(spans).forEach((requestId, found) -&gt; history.addSpans(requestId, found));
 * </pre>
 * <p>
 * Keeps the last 200 traces, each with at most 10,000 spans. Thread-safe.
 */
public final class SpanTraces {

	private static final int MAX_TRACES = 200;

	private static final int MAX_SPANS = 10_000;

	private final Map<String, Trace> traces = new LinkedHashMap<>();

	/**
	 * Adds spans.
	 * @param spans the spans in any order
	 * @return the spans whose invocation is known by this call, by its request id; spans
	 * of earlier calls may be among them, but each is returned only once
	 */
	public synchronized Map<String, List<Span>> add(List<Span> spans) {
		Map<String, Trace> changed = new LinkedHashMap<>();
		for (Span span : spans) {
			Trace trace = this.traces.computeIfAbsent(span.traceId(), (id) -> new Trace());
			trace.add(span);
			changed.put(span.traceId(), trace);
		}
		Map<String, List<Span>> assigned = new LinkedHashMap<>();
		changed.values().forEach((trace) -> trace.assign(assigned));
		Iterator<Trace> oldest = this.traces.values().iterator();
		while (this.traces.size() > MAX_TRACES) {
			oldest.next();
			oldest.remove();
		}
		return assigned;
	}

	/**
	 * The spans of a trace. One trace may contain several invocations.
	 */
	private static final class Trace {

		private final Map<String, Span> spans = new LinkedHashMap<>();

		private final List<Span> waiting = new ArrayList<>();

		void add(Span span) {
			if (this.spans.size() < MAX_SPANS && this.spans.putIfAbsent(span.spanId(), span) == null) {
				this.waiting.add(span);
			}
		}

		void assign(Map<String, List<Span>> assigned) {
			Map<String, String> known = new HashMap<>();
			for (Iterator<Span> each = this.waiting.iterator(); each.hasNext();) {
				Span span = each.next();
				String requestId = requestId(span, known);
				if (requestId != null) {
					assigned.computeIfAbsent(requestId, (id) -> new ArrayList<>()).add(span);
					each.remove();
				}
			}
		}

		private @Nullable String requestId(Span span, Map<String, String> known) {
			List<String> path = new ArrayList<>();
			Span ancestor = span;
			String requestId = null;
			while (ancestor != null && requestId == null && path.size() <= this.spans.size()) {
				requestId = known.getOrDefault(ancestor.spanId(), ancestor.requestId().orElse(null));
				path.add(ancestor.spanId());
				ancestor = (ancestor.parentId() != null) ? this.spans.get(ancestor.parentId()) : null;
			}
			if (requestId != null) {
				for (String id : path) {
					known.put(id, requestId);
				}
				return requestId;
			}
			return (span.parentId() != null && !this.spans.containsKey(span.parentId())) ? surrounding(span) : null;
		}

		/**
		 * Finds the only invocation that was running all the time, for a span whose
		 * parent was not exported.
		 */
		private @Nullable String surrounding(Span span) {
			List<Span> around = this.spans.values()
				.stream()
				.filter((other) -> other.requestId().isPresent() && !other.start().isAfter(span.start())
						&& !other.end().isBefore(span.end()))
				.toList();
			return (around.size() == 1) ? around.get(0).requestId().orElseThrow() : null;
		}

	}

}
