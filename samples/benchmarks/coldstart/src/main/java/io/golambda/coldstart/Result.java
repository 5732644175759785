package io.golambda.coldstart;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The measurements of a contestant.
 *
 * @param contestant the contestant
 * @param starts the measurements of each cold start
 * @param warmMicros the median time of a warm invocation of each longer run, empty if
 * there was none
 * @param deployedBytes the size of a zip of the deployed jars
 */
record Result(Contestant contestant, List<Measured> starts, List<Double> warmMicros, long deployedBytes) {

	double cold() {
		return quantile(this.starts.stream().mapToDouble(Measured::coldMillis), 0.5);
	}

	double coldMin() {
		return quantile(this.starts.stream().mapToDouble(Measured::coldMillis), 0);
	}

	double coldMax() {
		return quantile(this.starts.stream().mapToDouble(Measured::coldMillis), 1);
	}

	double memory() {
		return quantile(this.starts.stream().mapToDouble(Measured::memoryMegabytes), 0.5);
	}

	double cpu() {
		return quantile(this.starts.stream().mapToDouble(Measured::cpuMillis), 0.5);
	}

	double deployedMegabytes() {
		return this.deployedBytes / 1e6;
	}

	OptionalDouble warm() {
		return this.warmMicros.isEmpty() ? OptionalDouble.empty()
				: OptionalDouble.of(quantile(this.warmMicros.stream().mapToDouble(Double::doubleValue), 0.5));
	}

	private static double quantile(DoubleStream values, double share) {
		double[] sorted = values.sorted().toArray();
		return sorted[(int) Math.round(share * (sorted.length - 1))];
	}

}
