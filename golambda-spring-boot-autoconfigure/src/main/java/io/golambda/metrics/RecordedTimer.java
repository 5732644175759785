package io.golambda.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.AbstractTimer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.NoopHistogram;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * A timer whose durations belong to the invocation in whose threads they are recorded.
 */
final class RecordedTimer extends AbstractTimer {

	private static final double NANOS_PER_MILLISECOND = 1e6;

	private final LambdaMeterRegistry registry;

	private final @Nullable Series series;

	private final LongAdder count = new LongAdder();

	private final LongAdder total = new LongAdder();

	private final LongAccumulator max = new LongAccumulator(Math::max, 0);

	RecordedTimer(Id id, Clock clock, PauseDetector pauseDetector, LambdaMeterRegistry registry,
			@Nullable Series series) {
		super(id, clock, pauseDetector, TimeUnit.MILLISECONDS, NoopHistogram.INSTANCE);
		this.registry = registry;
		this.series = series;
	}

	@Override
	protected void recordNonNegative(long amount, TimeUnit unit) {
		long nanos = unit.toNanos(amount);
		this.count.increment();
		this.total.add(nanos);
		this.max.accumulate(nanos);
		if (this.series != null) {
			this.registry.record(this.series, false, nanos / NANOS_PER_MILLISECOND);
		}
	}

	@Override
	public long count() {
		return this.count.sum();
	}

	@Override
	public double totalTime(TimeUnit unit) {
		return TimeUtils.nanosToUnit(this.total.sum(), unit);
	}

	@Override
	public double max(TimeUnit unit) {
		return TimeUtils.nanosToUnit(this.max.get(), unit);
	}

}
