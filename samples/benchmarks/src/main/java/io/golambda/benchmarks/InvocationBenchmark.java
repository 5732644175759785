package io.golambda.benchmarks;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.lambda.runtime.Context;
import io.micrometer.core.instrument.Clock;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.Batch;
import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.logging.LoggingSupport;
import io.golambda.metrics.LambdaMeterRegistry;
import io.golambda.metrics.MetricsSettings;
import io.golambda.timeout.TimeoutInterceptor;
import io.golambda.tracing.ObservationInterceptor;
import io.golambda.tracing.SpanHandlers;
import io.golambda.tracing.XRayHeaderUse;

/**
 * Measures what the report before the timeout, spans and metrics add to an invocation,
 * and to each record of a batch of 100: subtract the line {@code nothing}. Spans are
 * sampled and ended by OpenTelemetry's SDK, without an exporter; the lines with metrics
 * go nowhere.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// Lambda's garbage collector, and a heap of fixed size
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class InvocationBenchmark {

	private static final int RECORDS = 100;

	private static final String TRACE_HEADER = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

	/**
	 * The features that are on.
	 */
	@Param
	public Features features;

	private final EventMapper events = new EventMapper(JsonMapper.builder().build(), 64 * 1024 * 1024);

	private final PrintStream standardOutput = System.out;

	private InvocationChain chain;

	private Event event;

	private Event batch;

	@Setup
	public void prepare() {
		System.setOut(new PrintStream(OutputStream.nullOutputStream(), true));
		Context context = new BenchmarkContext(TRACE_HEADER);
		this.event = Event.of(Event.encapSqs("order").bytes(), context);
		Object[] orders = new Object[RECORDS];
		for (int i = 0; i < RECORDS; i++) {
			orders[i] = "order " + i;
		}
		this.batch = Event.of(Event.encapSqs(orders).bytes(), context);
		LambdaEnvironment environment = LambdaEnvironment.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "orders"));
		List<OuterInterceptor> interceptors = new ArrayList<>();
		interceptors.add(LoggingSupport.logContext(null, false, 0, null));
		interceptors.add(LoggingSupport.errors(List.of(), List.of(), false));
		if (this.features.timeout) {
			interceptors
				.add(OuterInterceptor.of(InterceptorOrder.TIMEOUT, new TimeoutInterceptor(Duration.ofMillis(500), false,
						(invocation, timeout) -> this.chain.timeout(invocation, timeout), List::of)));
		}
		if (this.features.spans) {
			interceptors.add(OuterInterceptor.of(InterceptorOrder.OBSERVATION,
					new ObservationInterceptor(observations(), XRayHeaderUse.PARENT)));
		}
		if (this.features.metrics) {
			LambdaMeterRegistry meters = new LambdaMeterRegistry(MetricsSettings.of("Shop"), environment, Clock.SYSTEM);
			interceptors.add(OuterInterceptor.of(InterceptorOrder.METRICS, meters.interceptor()));
		}
		this.chain = new InvocationChain(environment, interceptors, List.of(), List::of);
	}

	private static ObservationRegistry observations() {
		SdkTracerProvider provider = SdkTracerProvider.builder().build();
		ContextPropagators propagators = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
		io.opentelemetry.api.trace.Tracer telemetry = provider.get("io.golambda.benchmarks");
		Tracer tracer = new OtelTracer(telemetry, new OtelCurrentTraceContext(), (event) -> {
		});
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
					SpanHandlers.invocations(tracer, new OtelPropagator(propagators, telemetry), false),
					SpanHandlers.records(tracer), new DefaultTracingObservationHandler(tracer)));
		return observations;
	}

	@TearDown
	public void restoreOutput() {
		System.setOut(this.standardOutput);
	}

	@Benchmark
	public Object invocation() throws Exception {
		return this.chain.invoke(this.events.event(this.event), (invocation) -> invocation.event());
	}

	@Benchmark
	@OperationsPerInvocation(RECORDS)
	public Object record(Blackhole work) throws Exception {
		return this.chain.invoke(this.events.event(this.batch),
				(invocation) -> Batch.process(invocation.event(), work::consume));
	}

	/**
	 * Features that are on together.
	 */
	public enum Features {

		/**
		 * A chain without any of them.
		 */
		NOTHING(false, false, false),

		/**
		 * The report before the timeout.
		 */
		TIMEOUT(true, false, false),

		/**
		 * A span for the invocation and one for each record.
		 */
		SPANS(false, true, false),

		/**
		 * CloudWatch metrics.
		 */
		METRICS(false, false, true),

		/**
		 * All of them.
		 */
		ALL(true, true, true);

		private final boolean timeout;

		private final boolean spans;

		private final boolean metrics;

		Features(boolean timeout, boolean spans, boolean metrics) {
			this.timeout = timeout;
			this.spans = spans;
			this.metrics = metrics;
		}

	}

}
