package io.golambda.event.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;

/**
 * The format of the events of one source. Implementations declare their {@link #layout()}
 * as a constant and override only methods in which they differ from other sources: <pre>
 * public final class Example implements SourceFormat {
 *
 * 	private static final ArrayLayout LAYOUT = ArrayLayout.of("eventSource", "aws:example", "body");
 *
 * 	&#64;Override
 * 	public RecordLayout layout() {
 * 		return LAYOUT;
 * 	}
 *
 * }
 * </pre>
 * <p>
 * Implementations are stateless. They know neither {@code Event} nor {@code EventRecord}.
 */
public interface SourceFormat {

	/**
	 * Returns the layout of the events of this source.
	 */
	RecordLayout layout();

	/**
	 * Returns the members by which events of this source are recognized.
	 */
	default SignatureMembers signature() {
		return layout().signature();
	}

	/**
	 * Whether an event is from this source. Decided by members that AWS always writes,
	 * never by their order.
	 */
	default boolean recognizes(EventSignature signature) {
		return layout().recognizes(signature);
	}

	/**
	 * Finds the records of an event.
	 * @param event the event
	 * @param sink receives the records in the order of the event
	 * @throws SourceException if the event is not from this source, or has no records
	 */
	default void read(IncomingEvent event, RecordSink sink) {
		layout().read(event, this, sink);
	}

	/**
	 * Finds compressed data that is to be read in the place of the event.
	 * @return the data, or {@code null} if the event itself has the records
	 * @throws SourceException if the event is not from this source
	 */
	default @Nullable Payload compressedEvent(IncomingEvent event) {
		return null;
	}

	/**
	 * Reads the payload at its place in a record.
	 * @param json a scanner before the value
	 */
	default Payload payload(JsonScanner json) {
		return TextPayload.read(json);
	}

	/**
	 * Finds another payload of a record.
	 * @param payload the payload of the record
	 * @param name AWS's name for it
	 */
	default Optional<Payload> part(RecordJson record, Payload payload, String name) {
		return Optional.empty();
	}

	/**
	 * Reads the object in Amazon S3 that a record notifies of.
	 * @return the object, or empty if the record does not notify of one
	 * @throws RecordException if the object was removed
	 */
	default Optional<StoredObject> object(RecordJson record) {
		return Optional.empty();
	}

	/**
	 * Reads the headers of a record.
	 * @throws RecordException if a header is malformed
	 */
	default List<Header> headers(RecordJson record) {
		return List.of();
	}

	/**
	 * Whether a payload may be an event of another source. It is not if AWS writes the
	 * payload.
	 */
	default boolean carriesEvents() {
		return true;
	}

	/**
	 * Whether the payload of a record that looks like an event of another source is one.
	 * @param nested the other source
	 */
	default boolean carries(RecordJson record, SourceFormat nested) {
		return carriesEvents();
	}

	/**
	 * Whether a nested record, or one in an array of events, has the members that AWS
	 * always writes. Otherwise it merely looks like a record of this source, and is the
	 * payload of its sender.
	 */
	default boolean isComplete(RecordJson record, Payload payload) {
		return payload.exists() && id(record).isPresent();
	}

	/**
	 * Reads the id by which the source identifies a record.
	 */
	Optional<String> id(RecordJson record);

	/**
	 * Reads when a record was put into the source.
	 */
	Optional<Instant> timestamp(RecordJson record);

	/**
	 * Reads the attributes of a record.
	 * @return the attributes by AWS's names, unmodifiable
	 */
	Map<String, String> attributes(RecordJson record);

	/**
	 * Reads some attributes of a record, for which a source with large batches has a
	 * faster way than reading all.
	 * @param names the names of the attributes
	 * @return these attributes, and others or not
	 */
	default Map<String, String> attributes(RecordJson record, List<String> names) {
		return attributes(record);
	}

	/**
	 * Returns how a function acknowledges the records of a batch.
	 */
	default Acknowledgement acknowledgement() {
		return Acknowledgement.NONE;
	}

	/**
	 * Returns the classes of {@code aws-lambda-java-events} that are read from events of
	 * this source or from parts of them.
	 * @return their names within the package of the library, without nested classes; the
	 * one for an event first
	 */
	default List<String> awsClasses() {
		return List.of();
	}

	/**
	 * Creates the writer of events of this source for tests. Its class is loaded only
	 * then.
	 */
	EventWriter writer();

}
