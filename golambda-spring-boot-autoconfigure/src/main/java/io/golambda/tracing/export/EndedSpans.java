package io.golambda.tracing.export;

import java.util.concurrent.atomic.AtomicLong;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Counts the recorded spans that ended. Safe for use by several threads.
 */
final class EndedSpans implements SpanProcessor {

	private final AtomicLong count = new AtomicLong();

	long count() {
		return this.count.get();
	}

	@Override
	public void onStart(Context parent, ReadWriteSpan span) {
	}

	@Override
	public boolean isStartRequired() {
		return false;
	}

	@Override
	public void onEnd(ReadableSpan span) {
		this.count.incrementAndGet();
	}

	@Override
	public boolean isEndRequired() {
		return true;
	}

}
