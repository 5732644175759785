package io.golambda.metrics;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters of golambda. {@code management.metrics.enable.*} disables each of them, such
 * as {@code management.metrics.enable.lambda.batch.size=false}.
 */
public enum LambdaMetric implements MeterDocumentation {

	/**
	 * The invocations that waited for the start of an execution environment.
	 */
	COLD_STARTS("lambda.cold.starts", Meter.Type.COUNTER, null),

	/**
	 * The time from the start of the process to the first invocation, if that is a cold
	 * start.
	 */
	INIT_DURATION("lambda.init.duration", Meter.Type.TIMER, Units.MILLISECONDS),

	/**
	 * The duration of an invocation, including interceptors and the conversion of the
	 * event. At a timeout, the duration so far.
	 */
	DURATION("lambda.duration", Meter.Type.TIMER, Units.MILLISECONDS),

	/**
	 * The invocations that failed, by the type of the exception.
	 */
	ERRORS("lambda.errors", Meter.Type.COUNTER, null, ErrorKeys.values()),

	/**
	 * The records of events. A function that does not use {@code Batch} counts them only
	 * if it asks for the records of its event, because the metric is not a reason to
	 * decode them.
	 */
	RECORDS("lambda.records", Meter.Type.COUNTER, Units.RECORDS),

	/**
	 * The records that failed in a {@code Batch}.
	 */
	RECORDS_FAILED("lambda.records.failed", Meter.Type.COUNTER, Units.RECORDS),

	/**
	 * The records that a {@code Batch} did not start, because another one failed or the
	 * function had to end.
	 */
	RECORDS_UNTRIED("lambda.records.untried", Meter.Type.COUNTER, Units.RECORDS),

	/**
	 * The age of the oldest record of an event when its invocation began, counted like
	 * {@link #RECORDS}. Grows if the function does not keep up with its source.
	 */
	RECORD_AGE("lambda.records.oldest.age", Meter.Type.TIMER, Units.MILLISECONDS),

	/**
	 * The number of records of an event, counted like {@link #RECORDS}.
	 */
	BATCH_SIZE("lambda.batch.size", Meter.Type.DISTRIBUTION_SUMMARY, Units.RECORDS),

	/**
	 * The events that did not reach Sentry.
	 */
	SENTRY_EVENTS_DROPPED("sentry.events.dropped", Meter.Type.COUNTER, Units.EVENTS);

	private final String name;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final KeyName[] keys;

	LambdaMetric(String name, Meter.Type type, @Nullable String baseUnit, KeyName... keys) {
		this.name = name;
		this.type = type;
		this.baseUnit = baseUnit;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys.clone();
	}

	/**
	 * The tags of {@link #ERRORS}.
	 */
	public enum ErrorKeys implements KeyName {

		/**
		 * The name of the exception's class.
		 */
		TYPE("error.type");

		private final String key;

		ErrorKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	private static final class Units {

		private static final String EVENTS = "events";

		private static final String MILLISECONDS = "milliseconds";

		private static final String RECORDS = "records";

	}

}
