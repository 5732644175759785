package io.golambda.metrics;

import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.AbstractDistributionSummary;
import io.micrometer.core.instrument.distribution.NoopHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A distribution summary whose values belong to the invocation in whose threads they are
 * recorded.
 */
final class RecordedSummary extends AbstractDistributionSummary {

	private final LambdaMeterRegistry registry;

	private final @Nullable Series series;

	private final LongAdder count = new LongAdder();

	private final DoubleAdder total = new DoubleAdder();

	private final DoubleAccumulator max = new DoubleAccumulator(Math::max, 0);

	RecordedSummary(Id id, double scale, LambdaMeterRegistry registry, @Nullable Series series) {
		super(id, scale, NoopHistogram.INSTANCE);
		this.registry = registry;
		this.series = series;
	}

	@Override
	protected void recordNonNegative(double amount) {
		this.count.increment();
		this.total.add(amount);
		this.max.accumulate(amount);
		if (this.series != null) {
			this.registry.record(this.series, false, amount * this.series.unit().factor());
		}
	}

	@Override
	public long count() {
		return this.count.sum();
	}

	@Override
	public double totalAmount() {
		return this.total.sum();
	}

	@Override
	public double max() {
		return this.max.get();
	}

}
