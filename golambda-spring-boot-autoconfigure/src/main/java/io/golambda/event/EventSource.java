package io.golambda.event;

import org.jspecify.annotations.Nullable;

/**
 * Where an event or a record comes from.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html">Lambda
 * and other AWS services</a>
 */
public enum EventSource {

	// To add a source: one file that implements SourceFormat, one line here, and its
	// decap and encap in Event.

	/**
	 * Amazon Simple Queue Service.
	 */
	SQS("decapSqs", new Sqs()),

	/**
	 * Amazon Simple Notification Service.
	 */
	SNS("decapSns", new Sns()),

	/**
	 * Anything else: an event that can be bound, but not taken apart into records.
	 */
	UNKNOWN("bind", null);

	private final String decapMethod;

	private final @Nullable SourceFormat format;

	EventSource(String decapMethod, @Nullable SourceFormat format) {
		this.decapMethod = decapMethod;
		this.format = format;
	}

	String decapMethod() {
		return this.decapMethod;
	}

	SourceFormat format() {
		if (this.format == null) {
			throw new IllegalStateException("An event of an unknown source has no records.");
		}
		return this.format;
	}

	static EventSource of(EventShape shape) {
		for (EventSource source : values()) {
			if (source.format != null && source.format.recognises(shape)) {
				return source;
			}
		}
		return UNKNOWN;
	}

}
