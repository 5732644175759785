package io.golambda.coldstart;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All starts of a contestant.
 *
 * @param contestant who was started
 * @param starts what each start showed; the last one went on with many invocations
 * @param deployedBytes the size of what is deployed
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
