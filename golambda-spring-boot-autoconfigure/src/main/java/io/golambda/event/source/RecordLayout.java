package io.golambda.event.source;

/**
 * The position of the records in the events of a source, which declares it as a constant:
 * <pre>
 * private static final ArrayLayout LAYOUT = ArrayLayout.of("eventSource", "aws:sqs", "body").withId("messageId");
 * </pre>
 */
public sealed interface RecordLayout permits ArrayLayout, NamedLayout, SingleLayout {

	/**
	 * Returns the members by which events of this layout are recognized.
	 */
	SignatureMembers signature();

	/**
	 * Whether an event has this layout.
	 */
	boolean recognizes(EventSignature signature);

	/**
	 * Finds the records of an event in one pass, without copying them.
	 * @param event the event
	 * @param source reads the payloads
	 * @param sink receives the records
	 * @throws SourceException if the event does not have this layout, or has no records
	 */
	void read(IncomingEvent event, SourceFormat source, RecordSink sink);

}
