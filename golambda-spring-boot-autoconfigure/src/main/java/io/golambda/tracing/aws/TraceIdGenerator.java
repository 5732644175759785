package io.golambda.tracing.aws;

import java.security.SecureRandom;
import java.time.InstantSource;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Generates ids that do not repeat in environments that Lambda SnapStart restores from
 * the same snapshot. OpenTelemetry's own generator continues in each of them with the
 * same state.
 * <p>
 * Safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">Handling
 * uniqueness with Lambda SnapStart</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids">Trace
 * ids of X-Ray</a>
 */
public final class TraceIdGenerator implements IdGenerator {

	private final SecureRandom random = new SecureRandom();

	private final @Nullable InstantSource clock;

	private TraceIdGenerator(@Nullable InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Creates a generator of random ids.
	 * @return the generator
	 */
	public static TraceIdGenerator random() {
		return new TraceIdGenerator(null);
	}

	/**
	 * Creates a generator of trace ids in X-Ray's format, which begin with the time in
	 * seconds.
	 * @param clock the source of the time
	 * @return the generator
	 */
	public static TraceIdGenerator xRay(InstantSource clock) {
		return new TraceIdGenerator(clock);
	}

	@Override
	public String generateTraceId() {
		long high = this.random.nextLong();
		if (this.clock != null) {
			high = (this.clock.instant().getEpochSecond() << Integer.SIZE) | (high & 0xFFFF_FFFFL);
		}
		return TraceId.fromLongs(high, notZero());
	}

	@Override
	public String generateSpanId() {
		return SpanId.fromLong(notZero());
	}

	private long notZero() {
		long number;
		do {
			number = this.random.nextLong();
		}
		while (number == 0);
		return number;
	}

	@Override
	public String toString() {
		return (this.clock != null) ? "TraceIdGenerator[X-Ray]" : "TraceIdGenerator[random]";
	}

}
