package io.golambda.tracing;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What golambda observes. The names of the keys are OpenTelemetry's, where it has some.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/">Semantic
 * conventions for function spans</a>
 */
public enum LambdaObservation implements ObservationDocumentation {

	/**
	 * The invocation of the function: its conversion and interceptors included.
	 */
	INVOCATION(InvocationObservationConvention.class, InvocationKeys.values(), InvocationDetails.values()),

	/**
	 * The work on one record of a batch, within the invocation.
	 */
	RECORD(RecordObservationConvention.class, RecordKeys.values(), RecordDetails.values());

	private final Class<? extends ObservationConvention<? extends Observation.Context>> convention;

	private final KeyName[] keys;

	private final KeyName[] details;

	LambdaObservation(Class<? extends ObservationConvention<? extends Observation.Context>> convention, KeyName[] keys,
			KeyName[] details) {
		this.convention = convention;
		this.keys = keys;
		this.details = details;
	}

	@Override
	public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
		return this.convention;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return this.keys.clone();
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return this.details.clone();
	}

	/**
	 * What tells invocations apart in metrics.
	 */
	public enum InvocationKeys implements KeyName {

		/**
		 * The function's name, {@code none} outside Lambda.
		 */
		NAME("faas.name"),

		/**
		 * Where the event comes from, as {@code EventSource} has it.
		 */
		SOURCE("lambda.event_source"),

		/**
		 * Whether it is the first invocation after an on-demand start.
		 */
		COLD_START("faas.coldstart");

		private final String key;

		InvocationKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * What a span of an invocation tells besides.
	 */
	public enum InvocationDetails implements KeyName {

		/**
		 * Lambda's request id.
		 */
		ID("faas.invocation_id"),

		/**
		 * The ARN by which the function was invoked.
		 */
		ARN("cloud.resource_id");

		private final String key;

		InvocationDetails(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * What tells records apart in metrics.
	 */
	public enum RecordKeys implements KeyName {

		/**
		 * Where the record comes from, as {@code EventSource} has it.
		 */
		SOURCE("lambda.event_source");

		private final String key;

		RecordKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * What a span of a record tells besides.
	 */
	public enum RecordDetails implements KeyName {

		/**
		 * The record's id, if it has one.
		 */
		ID("messaging.message.id"),

		/**
		 * The id of the record that Lambda delivered, if another carries this one.
		 */
		ENVELOPE_ID("lambda.record.envelope_id");

		private final String key;

		RecordDetails(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
