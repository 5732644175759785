package io.golambda.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * The meters that nothing is recorded with: their values are asked for when lines are
 * written. Safe for use by several threads.
 */
final class SampledMeters {

	private final Map<Meter, List<Sample>> samples = new ConcurrentHashMap<>();

	private final Warnings warnings;

	SampledMeters(Warnings warnings) {
		this.warnings = warnings;
	}

	void remove(Meter meter) {
		this.samples.remove(meter);
	}

	<M extends Meter> M add(M meter, List<Sample> samples) {
		this.samples.put(meter, samples);
		return meter;
	}

	static List<Sample> gauge(Series series, DoubleSupplier value) {
		return List.of(new Value(series, value));
	}

	static List<Sample> counter(Series series, DoubleSupplier count) {
		return List.of(new Increase(series, count));
	}

	static List<Sample> timer(Series series, FunctionTimer timer) {
		return List.of(new Increase(series.with(".count", MetricUnit.COUNT), timer::count),
				new Increase(series.with(".sum", MetricUnit.MILLISECONDS), () -> timer.totalTime(MILLISECONDS)));
	}

	// nothing if no task is active
	static List<Sample> longTaskTimer(Series series, LongTaskTimer timer) {
		return List.of(
				new Value(series.with(".active", MetricUnit.COUNT),
						() -> (timer.activeTasks() > 0) ? timer.activeTasks() : Double.NaN),
				new Value(series.with(".duration", MetricUnit.MILLISECONDS),
						() -> (timer.activeTasks() > 0) ? timer.duration(MILLISECONDS) : Double.NaN));
	}

	static List<Sample> measurements(Series series, Iterable<Measurement> measurements) {
		List<Sample> samples = new ArrayList<>();
		for (Measurement measurement : measurements) {
			Statistic statistic = measurement.getStatistic();
			Series part = series.with("." + statistic.getTagValueRepresentation(), series.unit());
			samples.add(switch (statistic) {
				case COUNT, TOTAL, TOTAL_TIME -> new Increase(part, measurement::getValue);
				default -> new Value(part, measurement::getValue);
			});
		}
		return samples;
	}

	/**
	 * Adds the values of all meters that have one.
	 */
	void addTo(List<Metric> metrics) {
		if (this.samples.isEmpty()) {
			return;
		}
		this.samples.forEach((meter, samples) -> {
			try {
				for (Sample sample : samples) {
					double value = sample.next();
					if (!Double.isNaN(value)) {
						Series series = sample.series();
						metrics.add(new Metric(series, new double[] { value * series.unit().factor() }));
					}
				}
			}
			catch (RuntimeException ex) {
				this.warnings.warn("sample " + meter.getId().getName(), "The meter \"{}\" has no value: {}",
						meter.getId().getName(), ex.toString());
			}
		});
	}

	/**
	 * A source of values.
	 */
	interface Sample {

		Series series();

		/**
		 * Returns the value, or {@code NaN} for none.
		 */
		double next();

	}

	/**
	 * The value itself.
	 */
	private record Value(Series series, DoubleSupplier value) implements Sample {

		@Override
		public double next() {
			return this.value.getAsDouble();
		}

	}

	/**
	 * The increase since the last time.
	 */
	private static final class Increase implements Sample {

		private final Series series;

		private final DoubleSupplier total;

		private double last;

		Increase(Series series, DoubleSupplier total) {
			this.series = series;
			this.total = total;
		}

		@Override
		public Series series() {
			return this.series;
		}

		@Override
		public synchronized double next() {
			double now = this.total.getAsDouble();
			if (Double.isNaN(now) || now == this.last) {
				return Double.NaN;
			}
			// a total that was reset begins again at zero
			double increase = (now > this.last) ? now - this.last : now;
			this.last = now;
			return increase;
		}

	}

}
