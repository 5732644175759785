package io.golambda.tracing;

import io.micrometer.observation.Observation;

import io.golambda.event.EventRecord;

/**
 * What is known of a record that is observed, for an application's own
 * {@code GlobalObservationConvention}, {@code ObservationFilter} and the like.
 */
public final class RecordObservationContext extends Observation.Context {

	private final EventRecord record;

	RecordObservationContext(EventRecord record) {
		this.record = record;
	}

	/**
	 * The record.
	 * @return the record
	 */
	public EventRecord record() {
		return this.record;
	}

}
