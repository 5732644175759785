package io.golambda.tracing;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of golambda. Their keys have the names of OpenTelemetry's semantic
 * conventions where these define one. Low cardinality keys are tags of metrics as well as
 * of spans.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/faas/aws-lambda/">Semantic
 * conventions for AWS Lambda</a>
 * @see <a href=
 * "https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">Semantic
 * conventions for messaging spans</a>
 */
public enum LambdaObservation implements ObservationDocumentation {

	/**
	 * The invocation of the function, including interceptors and the conversion of the
	 * event.
	 */
	INVOCATION(InvocationObservationConvention.class, InvocationKeys.values(), InvocationDetails.values()),

	/**
	 * The processing of one record of a batch, within the invocation.
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
	 * Low cardinality keys of an invocation.
	 */
	public enum InvocationKeys implements KeyName {

		/**
		 * The name of the function, {@code none} outside Lambda.
		 */
		NAME("faas.name"),

		/**
		 * What triggered the function: {@code pubsub} for messages, {@code datasource}
		 * for changes of data, {@code http}, {@code timer} for a schedule, or
		 * {@code other}.
		 */
		TRIGGER("faas.trigger"),

		/**
		 * The source of the event, a constant of {@code EventSource}.
		 */
		SOURCE("lambda.event_source"),

		/**
		 * Whether the invocation is a cold start.
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
	 * High cardinality keys of an invocation.
	 */
	public enum InvocationDetails implements KeyName {

		/**
		 * Lambda's request id.
		 */
		ID("faas.invocation_id"),

		/**
		 * The ARN of the function, with its version where it was invoked by an alias.
		 */
		RESOURCE("cloud.resource_id"),

		/**
		 * The id of the AWS account that owns the function.
		 */
		ACCOUNT("cloud.account.id"),

		/**
		 * The ARN by which the function was invoked.
		 */
		INVOKED_ARN("aws.lambda.invoked_arn"),

		/**
		 * The tenant that the function was invoked for, if it isolates tenants.
		 */
		TENANT("lambda.tenant_id"),

		/**
		 * The number of records, if the function processes them one by one.
		 */
		BATCH_SIZE("messaging.batch.message_count");

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
	 * Low cardinality keys of a record.
	 */
	public enum RecordKeys implements KeyName {

		/**
		 * The source of the record, a constant of {@code EventSource}.
		 */
		SOURCE("lambda.event_source"),

		/**
		 * The messaging system that delivered the record, such as {@code aws_sqs},
		 * {@code none} for other sources.
		 */
		SYSTEM("messaging.system");

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
	 * High cardinality keys of a record.
	 */
	public enum RecordDetails implements KeyName {

		/**
		 * The id of the record, if it has one.
		 */
		ID("messaging.message.id"),

		/**
		 * The id of the record that Lambda delivered, if it contains this one.
		 */
		ENVELOPE_ID("lambda.record.envelope_id"),

		/**
		 * The operation, {@code process}; only on spans of messages.
		 */
		OPERATION_NAME("messaging.operation.name"),

		/**
		 * The type of the operation, {@code process}; only on spans of messages.
		 */
		OPERATION_TYPE("messaging.operation.type"),

		/**
		 * The name of the queue, topic or stream; only on spans of messages.
		 */
		DESTINATION("messaging.destination.name");

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
