package io.golambda.tracing;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

import io.golambda.event.EventRecord;
import io.golambda.tracing.LambdaObservation.RecordDetails;
import io.golambda.tracing.LambdaObservation.RecordKeys;

/**
 * The default convention for records.
 */
final class RecordObservationConvention implements ObservationConvention<RecordObservationContext> {

	@Override
	public String getName() {
		return "lambda.record";
	}

	@Override
	public String getContextualName(RecordObservationContext context) {
		return "process " + context.record().source().name();
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof RecordObservationContext;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(RecordObservationContext context) {
		return KeyValues.of(RecordKeys.SOURCE.withValue(context.record().source().name()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(RecordObservationContext context) {
		EventRecord record = context.record();
		KeyValues details = record.id()
			.map((id) -> KeyValues.of(RecordDetails.ID.withValue(id)))
			.orElseGet(KeyValues::empty);
		EventRecord outermost = record.outermost();
		return (outermost == record) ? details
				: outermost.id().map((id) -> details.and(RecordDetails.ENVELOPE_ID.withValue(id))).orElse(details);
	}

}
