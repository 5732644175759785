package io.golambda.tracing.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spans are exported before the answer, whatever the processor answers to a flush.
 */
class OpenTelemetryExportTests {

	private final List<String> exported = new CopyOnWriteArrayList<>();

	private final OpenTelemetryExport export = new OpenTelemetryExport(Duration.ofSeconds(2));

	private final StaleProcessor processor = new StaleProcessor(this.export.report(List.of(new NamesExporter())));

	private final SdkTracerProvider spans = SdkTracerProvider.builder()
		.addSpanProcessor(this.processor)
		.addSpanProcessor(this.export.endedSpans())
		.build();

	private final InvocationChain chain = new InvocationChain(LambdaEnvironment.of(Map.of()),
			List.of(Objects.requireNonNull(this.export.addSpans("spans", this.spans).interceptor())), List.of(),
			List::of);

	@AfterEach
	void close() {
		this.spans.close();
	}

	@Test
	void flushIsRepeatedWhileTheProcessorReturnsThePreviousResult() throws Exception {
		this.processor.staleFlushes = 10;
		invoke("order");
		assertThat(this.exported).containsExactly("order");
	}

	@Test
	void droppedSpanDelaysOneInvocationOnly() throws Exception {
		this.processor.dropping = true;
		invoke("dropped");
		this.processor.dropping = false;
		this.processor.flushes = 0;
		invoke("order");
		assertThat(this.exported).containsExactly("order");
		assertThat(this.processor.flushes).isEqualTo(1);
	}

	private void invoke(String span) throws Exception {
		this.chain.invoke(Event.of("{}"), (invocation) -> {
			this.spans.get("test").spanBuilder(span).startSpan().end();
			return null;
		});
	}

	/**
	 * Returns successful results without an export, as OpenTelemetry's processor does
	 * while its thread is between two instructions.
	 */
	private static final class StaleProcessor implements SpanProcessor {

		private final List<SpanData> queue = new ArrayList<>();

		private final SpanExporter exporter;

		private int staleFlushes;

		private boolean dropping;

		private int flushes;

		private StaleProcessor(SpanExporter exporter) {
			this.exporter = exporter;
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
			if (!this.dropping) {
				this.queue.add(span.toSpanData());
			}
		}

		@Override
		public boolean isEndRequired() {
			return true;
		}

		@Override
		public CompletableResultCode forceFlush() {
			this.flushes++;
			if (this.staleFlushes-- > 0 || this.queue.isEmpty()) {
				return CompletableResultCode.ofSuccess();
			}
			List<SpanData> batch = List.copyOf(this.queue);
			this.queue.clear();
			return this.exporter.export(batch);
		}

	}

	private final class NamesExporter implements SpanExporter {

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			spans.forEach((span) -> OpenTelemetryExportTests.this.exported.add(span.getName()));
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
