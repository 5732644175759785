package io.golambda.coldstart;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The measurements of a contestant.
 *
 * @param contestant the contestant
 * @param starts the measurements of each start; the last one includes many invocations
 * @param deployedBytes the size of the deployed files
 */
record Result(Contestant contestant, List<Runner.Measured> starts, long deployedBytes) {

	double cold() {
		return quantile(Runner.Measured::coldMillis, 0.5);
	}

	double coldMin() {
		return quantile(Runner.Measured::coldMillis, 0);
	}

	double coldMax() {
		return quantile(Runner.Measured::coldMillis, 1);
	}

	double memory() {
		return quantile(Runner.Measured::memoryMegabytes, 0.5);
	}

	double cpu() {
		return quantile(Runner.Measured::cpuMillis, 0.5);
	}

	double warm() {
		return this.starts.get(this.starts.size() - 1).warmMicros();
	}

	private double quantile(ToDoubleFunction<Runner.Measured> value, double share) {
		double[] sorted = this.starts.stream().mapToDouble(value).sorted().toArray();
		return sorted[(int) Math.round(share * (sorted.length - 1))];
	}

}
