package io.golambda.tracing.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.jspecify.annotations.Nullable;

import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.OuterInterceptor;

/**
 * Exports the telemetry of OpenTelemetry's SDK at the end of each invocation: <pre>
 * OpenTelemetryExport export = new OpenTelemetryExport(Duration.ofSeconds(2));
 * SdkTracerProvider spans = SdkTracerProvider.builder()
 * 	.addSpanProcessor(BatchSpanProcessor.builder(export.report(exporters)).build())
 * 	.addSpanProcessor(export.endedSpans())
 * 	.build();
 * OuterInterceptor interceptor = export.addSpans("spans", spans).interceptor();
 * </pre>
 * <p>
 * Used by one thread while it is set up.
 */
public final class OpenTelemetryExport {

	private static final long PAUSE_NANOS = 50_000;

	// longer than the thread of the processor is likely to be suspended
	private static final long MAX_PAUSES_NANOS = 20_000_000;

	private final Duration maxWait;

	private final EndedSpans endedSpans = new EndedSpans();

	private final List<Receiver> receivers = new ArrayList<>();

	private @Nullable ReportingSpanExporter spanExporter;

	// ended spans that the processor did not export, since its queue was full
	private volatile long dropped;

	// set after the exporter, which reports to it
	private volatile @Nullable Receiver spanReceiver;

	/**
	 * Creates an export.
	 * @param maxWait the time that an invocation waits for all receivers at most
	 */
	public OpenTelemetryExport(Duration maxWait) {
		this.maxWait = maxWait;
	}

	/**
	 * Returns one exporter for all given ones, by which receivers that do not answer are
	 * known.
	 * @param exporters the exporters of the application, not empty
	 * @return the exporter
	 */
	public SpanExporter report(Collection<SpanExporter> exporters) {
		ReportingSpanExporter exporter = new ReportingSpanExporter(SpanExporter.composite(exporters), this::report);
		this.spanExporter = exporter;
		return exporter;
	}

	private void report(boolean success) {
		Receiver receiver = this.spanReceiver;
		if (receiver != null && success) {
			receiver.accepted();
		}
		else if (receiver != null) {
			receiver.refused();
		}
	}

	/**
	 * Returns a processor that finds out whether there are spans to export. It must be
	 * the last one.
	 * @return the processor
	 */
	public SpanProcessor endedSpans() {
		return this.endedSpans;
	}

	/**
	 * Adds spans. Invocations whose spans are not sampled do not wait.
	 * @param name the name of the receiver in log lines
	 * @param provider a provider with {@link #endedSpans()}
	 * @return this export
	 */
	public OpenTelemetryExport addSpans(String name, SdkTracerProvider provider) {
		Receiver receiver = new Receiver(name,
				new SharedFlush(this.endedSpans::count, () -> flushSpans(provider::forceFlush)),
				this.spanExporter != null);
		this.spanReceiver = receiver;
		this.receivers.add(receiver);
		return this;
	}

	/**
	 * Adds log records. Each invocation flushes them.
	 * @param name the name of the receiver in log lines
	 * @param provider the provider
	 * @return this export
	 */
	public OpenTelemetryExport addLogs(String name, SdkLoggerProvider provider) {
		return add(name, provider::forceFlush);
	}

	/**
	 * Adds metrics of OpenTelemetry's own API. Each invocation exports them.
	 * @param name the name of the receiver in log lines
	 * @param provider the provider
	 * @return this export
	 */
	public OpenTelemetryExport addMetrics(String name, SdkMeterProvider provider) {
		return add(name, provider::forceFlush);
	}

	private OpenTelemetryExport add(String name, Supplier<CompletableResultCode> flush) {
		AtomicLong invocations = new AtomicLong();
		this.receivers
			.add(new Receiver(name, new SharedFlush(invocations::incrementAndGet, () -> whenDone(flush.get())), false));
		return this;
	}

	/**
	 * Returns the interceptor that exports.
	 * @return the interceptor, or {@code null} if there is nothing to export
	 */
	public @Nullable OuterInterceptor interceptor() {
		return this.receivers.isEmpty() ? null : OuterInterceptor.of(InterceptorOrder.EXPORT,
				new ExportInterceptor(List.copyOf(this.receivers), this.maxWait));
	}

	/**
	 * Flushes spans. OpenTelemetry's processor may return the result of its previous
	 * flush for a while after that has ended, which would leave out the latest spans.
	 */
	private CompletableFuture<Void> flushSpans(Supplier<CompletableResultCode> flush) {
		ReportingSpanExporter exporter = this.spanExporter;
		if (exporter == null) {
			return whenDone(flush.get());
		}
		long ended = this.endedSpans.count();
		long end = System.nanoTime() + MAX_PAUSES_NANOS;
		CompletableResultCode result = flush.get();
		while (result.isDone() && exporter.started() + this.dropped < ended && System.nanoTime() < end) {
			LockSupport.parkNanos(PAUSE_NANOS);
			result = flush.get();
		}
		result.whenComplete(() -> this.dropped = Math.max(0, ended - exporter.started()));
		return whenDone(result);
	}

	private static CompletableFuture<Void> whenDone(CompletableResultCode result) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		result.whenComplete(() -> done.complete(null));
		return done;
	}

}
