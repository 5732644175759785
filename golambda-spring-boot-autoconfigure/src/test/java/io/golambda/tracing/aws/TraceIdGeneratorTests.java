package io.golambda.tracing.aws;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TraceIdGenerator}.
 */
class TraceIdGeneratorTests {

	@Test
	void traceIdsOfXRayBeginWithTheTimeInSeconds() {
		TraceIdGenerator generator = TraceIdGenerator.xRay(() -> Instant.ofEpochSecond(0x5759e988L));
		String one = generator.generateTraceId();
		String other = generator.generateTraceId();
		assertThat(one).startsWith("5759e988").matches(TraceId::isValid);
		assertThat(other).startsWith("5759e988").isNotEqualTo(one);
	}

	@Test
	void idsAreValidAndDoNotRepeat() {
		TraceIdGenerator generator = TraceIdGenerator.random();
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			String traceId = generator.generateTraceId();
			assertThat(traceId).matches(TraceId::isValid);
			ids.add(traceId.substring(0, 16));
			ids.add(traceId.substring(16));
			String spanId = generator.generateSpanId();
			assertThat(spanId).matches(SpanId::isValid);
			ids.add(spanId);
		}
		assertThat(ids).hasSize(3000);
	}

}
