package io.golambda.local.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests to which invocation each span belongs.
 */
class SpanTracesTests {

	private final SpanTraces traces = new SpanTraces();

	@Test
	void spansWaitForThatOfTheInvocation() {
		Span query = span("t", "3", "2", null);
		Span record = span("t", "2", "1", null);
		Span invocation = span("t", "1", null, "request-1");
		assertThat(this.traces.add(List.of(query, record))).isEmpty();
		assertThat(this.traces.add(List.of(invocation)))
			.isEqualTo(Map.of("request-1", List.of(query, record, invocation)));
	}

	@Test
	void laterSpansAreReturnedAlone() {
		this.traces.add(List.of(span("t", "1", null, "request-1")));
		Span late = span("t", "2", "1", null);
		assertThat(this.traces.add(List.of(late))).isEqualTo(Map.of("request-1", List.of(late)));
		assertThat(this.traces.add(List.of(late))).as("sent again").isEmpty();
	}

	@Test
	void invocationsOfOneTraceAreKeptApart() {
		Span first = span("t", "1", "caller", "request-1");
		Span second = span("t", "2", "caller", "request-2");
		Span ofFirst = span("t", "3", "1", null);
		Span ofSecond = span("t", "4", "2", null);
		assertThat(this.traces.add(List.of(ofFirst, ofSecond, first, second)))
			.isEqualTo(Map.of("request-1", List.of(ofFirst, first), "request-2", List.of(ofSecond, second)));
	}

	@Test
	void spanWithAnUnknownParentBelongsToTheInvocationAroundIt() {
		Span orphan = span("t", "3", "not exported", null);
		Span invocation = span("t", "1", null, "request-1");
		assertThat(this.traces.add(List.of(orphan, invocation)))
			.isEqualTo(Map.of("request-1", List.of(orphan, invocation)));
	}

	@Test
	void spansOutsideOfInvocationsAreNotReturned() {
		assertThat(this.traces.add(List.of(span("start", "1", null, null)))).isEmpty();
		assertThat(this.traces.add(List.of(span("t", "1", null, "request-1")))).containsOnlyKeys("request-1");
	}

	@Test
	void cycleOfParentsEnds() {
		assertThat(this.traces.add(List.of(span("t", "1", "2", null), span("t", "2", "1", null)))).isEmpty();
	}

	@Test
	void oldTracesAreForgotten() {
		this.traces.add(List.of(span("first", "2", "1", null)));
		for (int i = 0; i < 200; i++) {
			this.traces.add(List.of(span("trace " + i, "1", null, null)));
		}
		Span invocation = span("first", "1", null, "request-1");
		assertThat(this.traces.add(List.of(invocation))).isEqualTo(Map.of("request-1", List.of(invocation)));
	}

	private static Span span(String trace, String id, @Nullable String parent, @Nullable String requestId) {
		return new Span(trace, id, parent, "name", null, Instant.EPOCH, Duration.ofMillis(1), false, null,
				(requestId != null) ? Map.of("faas.invocation_id", requestId) : Map.of(), List.of());
	}

}
