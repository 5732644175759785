package io.golambda.payload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Acknowledgement;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.PayloadReference;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.RecordCounts;

/**
 * The objects that no record needs any more when an invocation has succeeded: each record
 * that Lambda will deliver again keeps its own, as do all of them if the answer fails the
 * whole batch or hides a failure.
 */
final class FinishedObjects {

	private final Invocation invocation;

	private final Set<String> failed;

	private FinishedObjects(Invocation invocation, Set<String> failed) {
		this.invocation = invocation;
		this.failed = failed;
	}

	/**
	 * Selects the objects to delete.
	 * @param answer the answer as it was written
	 * @param read the objects that were read
	 */
	static List<PayloadReference> of(Invocation invocation, @Nullable Object answer, List<PayloadReference> read) {
		ReportedFailures failures = ReportedFailures.in(answer);
		if (!failures.areReadable() || (failures.identifiers().isEmpty() && hasUnreported(invocation))) {
			return List.of();
		}
		return new FinishedObjects(invocation, failures.identifiers()).among(read);
	}

	private static boolean hasUnreported(Invocation invocation) {
		return invocation.attribute(RecordCounts.class)
			.filter((counts) -> counts.failed() + counts.untried() > 0)
			.isPresent();
	}

	private List<PayloadReference> among(List<PayloadReference> read) {
		List<EventRecord> records = new ArrayList<>(this.invocation.event().recordsIfRead());
		read.forEach((reference) -> records.add(reference.record()));
		SortedMap<Integer, EventRecord> delivered = new TreeMap<>();
		records.forEach((record) -> delivered.putIfAbsent(record.outermost().index(), record.outermost()));
		Set<Integer> retried = retried(delivered);
		if (retried == null) {
			return List.of();
		}
		Set<Place> places = new HashSet<>();
		records.stream()
			.filter((record) -> retried.contains(record.outermost().index()))
			.forEach((record) -> record.reference().map(Place::of).ifPresent(places::add));
		return read.stream().filter((reference) -> places.add(Place.of(reference))).toList();
	}

	/**
	 * Returns the indexes of the records that will be delivered again, or {@code null} if
	 * Lambda retries all of them, because the answer has an unknown identifier.
	 */
	private @Nullable Set<Integer> retried(SortedMap<Integer, EventRecord> delivered) {
		if (this.failed.isEmpty()) {
			return Set.of();
		}
		Set<Integer> retried = new TreeSet<>();
		Set<String> unknown = new HashSet<>(this.failed);
		delivered.forEach((index, record) -> {
			Set<String> identifiers = identifiers(record);
			if (identifiers.stream().anyMatch(this.failed::contains)) {
				retried.add(index);
				unknown.removeAll(identifiers);
			}
		});
		if (!unknown.isEmpty()) {
			return null;
		}
		int first = retried.iterator().next();
		if (isStream(delivered.get(first).source())) {
			retried.addAll(delivered.tailMap(first).keySet());
		}
		return retried;
	}

	// Lambda resumes a stream at the first failed record
	private static boolean isStream(EventSource source) {
		Acknowledgement acknowledgement = source.acknowledgement();
		return acknowledgement == Acknowledgement.BY_SHARD || acknowledgement == Acknowledgement.BY_PARTITION;
	}

	private static Set<String> identifiers(EventRecord record) {
		Set<String> identifiers = new HashSet<>();
		record.id().ifPresent(identifiers::add);
		// EventBridge Pipes identifies the records of streams by their event
		String eventId = record.attributes().get("eventID");
		if (eventId != null) {
			identifiers.add(eventId);
		}
		return identifiers;
	}

	private record Place(String bucket, String key) {

		static Place of(PayloadReference reference) {
			return new Place(reference.bucket(), reference.key());
		}

	}

}
