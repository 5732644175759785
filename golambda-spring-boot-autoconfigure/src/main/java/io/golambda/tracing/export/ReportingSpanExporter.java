package io.golambda.tracing.export;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Reports whether exports succeed. Safe for use by several threads.
 */
final class ReportingSpanExporter implements SpanExporter {

	private final SpanExporter exporter;

	private final Consumer<Boolean> report;

	private final AtomicLong started = new AtomicLong();

	ReportingSpanExporter(SpanExporter exporter, Consumer<Boolean> report) {
		this.exporter = exporter;
		this.report = report;
	}

	/**
	 * Returns the number of spans whose export has started.
	 */
	long started() {
		return this.started.get();
	}

	@Override
	public CompletableResultCode export(Collection<SpanData> spans) {
		this.started.addAndGet(spans.size());
		CompletableResultCode result = this.exporter.export(spans);
		result.whenComplete(() -> this.report.accept(result.isSuccess()));
		return result;
	}

	@Override
	public CompletableResultCode flush() {
		return this.exporter.flush();
	}

	@Override
	public CompletableResultCode shutdown() {
		return this.exporter.shutdown();
	}

	@Override
	public String toString() {
		return this.exporter.toString();
	}

}
