package io.golambda.tracing;

import io.micrometer.observation.Observation;

import io.golambda.event.EventRecord;

/**
 * The {@link Observation.Context} of a record, for example for an
 * {@code ObservationFilter} of the application.
 *
 * @see InvocationObservationContext
 */
public final class RecordObservationContext extends Observation.Context {

	private final EventRecord record;

	RecordObservationContext(EventRecord record) {
		this.record = record;
	}

	/**
	 * Returns the observed record.
	 * @return the record
	 */
	public EventRecord record() {
		return this.record;
	}

}
