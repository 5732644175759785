package io.golambda.metrics;

import java.util.concurrent.atomic.DoubleAdder;

import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;

/**
 * A counter whose increments belong to the invocation in whose threads they happen.
 */
final class RecordedCounter extends AbstractMeter implements Counter {

	private final LambdaMeterRegistry registry;

	private final @Nullable Series series;

	private final DoubleAdder count = new DoubleAdder();

	RecordedCounter(Id id, LambdaMeterRegistry registry, @Nullable Series series) {
		super(id);
		this.registry = registry;
		this.series = series;
	}

	@Override
	public void increment(double amount) {
		this.count.add(amount);
		if (this.series != null) {
			this.registry.record(this.series, true, amount * this.series.unit().factor());
		}
	}

	@Override
	public double count() {
		return this.count.sum();
	}

}
