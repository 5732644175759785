package io.golambda.tracing;

import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The observation of an invocation or a record, which ends once: with the work, or
 * earlier if the function times out. Safe for use by several threads.
 */
final class OpenObservation {

	private final Observation observation;

	private final AtomicBoolean ended = new AtomicBoolean();

	// of the thread that reports a timeout
	private Observation.@Nullable Scope timeoutScope;

	OpenObservation(Observation observation) {
		this.observation = observation;
	}

	Observation observation() {
		return this.observation;
	}

	/**
	 * Opens a scope in the thread that reports a timeout.
	 */
	void openScope() {
		this.timeoutScope = this.observation.openScope();
	}

	/**
	 * Closes the scope of the thread that reports a timeout, and ends the observation.
	 */
	void endByTimeout(Throwable timeout) {
		Observation.Scope scope = this.timeoutScope;
		if (scope != null) {
			scope.close();
			this.timeoutScope = null;
		}
		end(timeout);
	}

	/**
	 * Ends the observation, unless it has ended.
	 * @param error the error of the work, or {@code null}
	 */
	void end(@Nullable Throwable error) {
		if (this.ended.compareAndSet(false, true)) {
			if (error != null) {
				this.observation.error(error);
			}
			this.observation.stop();
		}
	}

}
