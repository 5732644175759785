package io.golambda.tracing;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.tracing.LambdaObservation.RecordDetails;
import io.golambda.tracing.LambdaObservation.RecordKeys;

/**
 * The default convention for records. Safe for use by several threads.
 */
final class RecordObservationConvention implements ObservationConvention<RecordObservationContext> {

	private static final Map<EventSource, SourceKeys> SOURCES = new EnumMap<>(EventSource.class);

	static {
		for (EventSource source : EventSource.values()) {
			SOURCES.put(source, SourceKeys.of(source));
		}
	}

	@Override
	public String getName() {
		return "lambda.record";
	}

	@Override
	public String getContextualName(RecordObservationContext context) {
		return keys(context).name();
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof RecordObservationContext;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(RecordObservationContext context) {
		return keys(context).keyValues();
	}

	private static SourceKeys keys(RecordObservationContext context) {
		return SOURCES.get(context.record().source());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(RecordObservationContext context) {
		KeyValues known = context.details();
		if (known == null) {
			known = details(context.record());
			context.setDetails(known);
		}
		return known;
	}

	private static KeyValues details(EventRecord record) {
		KeyValues details = record.id()
			.map((id) -> KeyValues.of(RecordDetails.ID.withValue(id)))
			.orElseGet(KeyValues::empty);
		EventRecord outermost = record.outermost();
		return (outermost == record) ? details
				: outermost.id().map((id) -> details.and(RecordDetails.ENVELOPE_ID.withValue(id))).orElse(details);
	}

	/**
	 * The keys and the name that all records of a source have in common.
	 */
	private record SourceKeys(String name, KeyValues keyValues) {

		static SourceKeys of(EventSource source) {
			MessagingSource messaging = MessagingSource.of(source);
			return new SourceKeys("process " + source.name(), KeyValues.of(RecordKeys.SOURCE.withValue(source.name()),
					RecordKeys.SYSTEM.withValue((messaging != null) ? messaging.system() : KeyValue.NONE_VALUE)));
		}

	}

}
