package io.golambda.test;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Records the observations of an invocation, whether their traces are sampled or not.
 */
final class SpanRecorder implements ObservationHandler<Observation.Context> {

	private static final boolean TRACING = ClassUtils.isPresent("io.micrometer.tracing.Tracer", null);

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	@Override
	public void onStart(Observation.Context context) {
		InvocationRecording recording = InvocationRecording.find();
		ObservationView parent = context.getParentObservation();
		if (recording == null && parent != null && parent.getContextView().get(Started.class) instanceof Started of) {
			// a thread that continues only the observation
			recording = of.recording();
		}
		if (recording != null) {
			context.put(Started.class, new Started(recording, System.nanoTime()));
		}
	}

	@Override
	public void onStop(Observation.Context context) {
		if (context.get(Started.class) instanceof Started started) {
			Map<String, String> attributes = new TreeMap<>();
			context.getAllKeyValues().forEach((pair) -> attributes.put(pair.getKey(), pair.getValue()));
			ObservationView parent = context.getParentObservation();
			Ids ids = TRACING ? Ids.ofTracing(context) : Ids.NONE;
			started.recording()
				.add(new LambdaSpan(name(context), (parent != null) ? name(parent.getContextView()) : null, attributes,
						Duration.ofNanos(System.nanoTime() - started.nanos()), context.getError(), ids.trace(),
						ids.span()));
		}
	}

	private static String name(Observation.ContextView context) {
		String name = (context.getContextualName() != null) ? context.getContextualName() : context.getName();
		return String.valueOf(name);
	}

	private record Started(InvocationRecording recording, long nanos) {

	}

	private record Ids(@Nullable String trace, @Nullable String span) {

		static final Ids NONE = new Ids(null, null);

		static Ids ofTracing(Observation.Context context) {
			TracingContext tracing = context.get(TracingContext.class);
			Span span = (tracing != null) ? tracing.getSpan() : null;
			return (span != null) ? new Ids(span.context().traceId(), span.context().spanId()) : NONE;
		}

	}

}
