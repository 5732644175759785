package io.golambda.local.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Acknowledgement;
import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;

/**
 * The records of an event after an invocation, as their source treats the answer, with
 * {@code ReportBatchItemFailures}: <pre>
 * FailedRecords failed = FailedRecords.of(event, Answer.success(response));
 * failed.records().get(0).state();
 * failed.nextEvent(); // with the records that the source delivers again
 * </pre>
 * <p>
 * Immutable and safe for use by multiple threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 * errors for an SQS event source in Lambda</a>
 */
public final class FailedRecords {

	private final List<RecordState> records;

	private final Redelivery redelivery;

	private final @Nullable String reason;

	private final byte @Nullable [] nextEvent;

	private FailedRecords(List<RecordState> records, Redelivery redelivery, @Nullable String reason,
			byte @Nullable [] nextEvent) {
		this.records = List.copyOf(records);
		this.redelivery = redelivery;
		this.reason = reason;
		this.nextEvent = nextEvent;
	}

	/**
	 * Compares an event with the response of a function.
	 * @param event the event as Lambda delivered it
	 * @param response the response
	 * @return the records
	 */
	public static FailedRecords of(byte[] event, byte[] response) {
		return of(event, Answer.success(response));
	}

	/**
	 * Compares an event with the answer of a function.
	 * @param event the event as Lambda delivered it
	 * @param answer the answer
	 * @return the records, none if the event has no source with records
	 */
	public static FailedRecords of(byte[] event, Answer answer) {
		Event read = Event.of(event);
		Optional<DeliveredRecords> delivered = DeliveredRecords.of(read);
		if (delivered.isEmpty() || delivered.get().size() == 0) {
			return answer.error() ? new FailedRecords(List.of(), Redelivery.EVERYTHING, "The function failed.", event)
					: new FailedRecords(List.of(), Redelivery.NOTHING, null, null);
		}
		DeliveredRecords records = delivered.get();
		if (answer.error()) {
			return everything(read, records, "The function failed: the source delivers the whole event again.");
		}
		BatchRule rule = BatchRule.of(read, records.records().get(0));
		Verdicts verdicts = new Verdicts(records.records());
		BatchAnswer batch = rule.usesResponse() ? BatchAnswer.read(answer.bytes(), isWindowed(read))
				: new BatchAnswer(List.of(), null);
		String problem = (batch.problem() != null) ? batch.problem() : rule.apply(batch, answer, verdicts);
		if (problem != null) {
			return everything(read, records, problem);
		}
		return some(read, records, verdicts);
	}

	private static FailedRecords some(Event event, DeliveredRecords records, Verdicts verdicts) {
		List<RecordState> states = verdicts.states();
		Set<Integer> again = new HashSet<>();
		states.stream().filter(verdicts::isDeliveredAgain).forEach((record) -> again.add(record.index()));
		if (again.isEmpty()) {
			return new FailedRecords(states, Redelivery.NOTHING, null, null);
		}
		Redelivery redelivery = (again.size() == states.size()) ? Redelivery.EVERYTHING : Redelivery.SOME;
		return new FailedRecords(states, redelivery, null, next(event, records, again));
	}

	private static FailedRecords everything(Event event, DeliveredRecords records, String reason) {
		List<RecordState> states = new ArrayList<>();
		Set<Integer> all = new HashSet<>();
		for (int i = 0; i < records.size(); i++) {
			String id = id(records.records().get(i));
			states.add(new RecordState(i, id, RecordState.State.FAILED, reason));
			all.add(i);
		}
		return new FailedRecords(states, Redelivery.EVERYTHING, reason, next(event, records, all));
	}

	private static byte[] next(Event event, DeliveredRecords records, Set<Integer> again) {
		return (event.source() == EventSource.SQS) ? records.only(again::contains, ReceiveCount::raise)
				: records.only(again::contains, (record) -> record);
	}

	private static boolean isWindowed(Event event) {
		try {
			return event.source().acknowledgement() == Acknowledgement.BY_SHARD && event.window().isPresent();
		}
		catch (EventException ex) {
			return true;
		}
	}

	static @Nullable String id(EventRecord record) {
		return record.id().orElse(null);
	}

	/**
	 * Returns the state of each record, in the order of the event.
	 * @return the records that Lambda delivered; none if the event has no source
	 */
	public List<RecordState> records() {
		return this.records;
	}

	/**
	 * Returns how much of the event the source delivers again.
	 * @return the part of the event
	 */
	public Redelivery redelivery() {
		return this.redelivery;
	}

	/**
	 * Returns why the source delivers the whole event again, although the answer may name
	 * single records.
	 * @return a sentence, or empty if the answer names the records
	 */
	public Optional<String> reason() {
		return Optional.ofNullable(this.reason);
	}

	/**
	 * Returns the event that the source delivers next, with the exact bytes of the
	 * records that it delivers again. Messages of SQS have been received once more.
	 * @return the event, or empty if nothing is delivered again
	 */
	public Optional<byte[]> nextEvent() {
		return Optional.ofNullable(this.nextEvent).map(byte[]::clone);
	}

	/**
	 * The part of an event that its source delivers again.
	 */
	public enum Redelivery {

		/**
		 * No record.
		 */
		NOTHING,

		/**
		 * Some of the records.
		 */
		SOME,

		/**
		 * All records.
		 */
		EVERYTHING

	}

}
