package io.golambda.tracing;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;

/**
 * The {@link Observation.Context} of a record, for example for an
 * {@code ObservationFilter} of the application.
 *
 * @see InvocationObservationContext
 */
public final class RecordObservationContext extends Observation.Context {

	private final EventRecord record;

	// asked for at the start and at the end
	private @Nullable KeyValues details;

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

	@Nullable KeyValues details() {
		return this.details;
	}

	void setDetails(KeyValues details) {
		this.details = details;
	}

}
