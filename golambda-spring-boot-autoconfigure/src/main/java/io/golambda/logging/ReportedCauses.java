package io.golambda.logging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.golambda.error.ErrorReport;
import io.golambda.error.ReportedThrowable;

/**
 * What the error services were told of the records of one invocation: of each cause once,
 * however many records failed with it, and not of too many causes. Two errors have the
 * same cause if they, and all that explains them, are of the same types and were thrown
 * at the same places. Safe for use by several threads.
 */
final class ReportedCauses {

	/**
	 * The most that error services are told of in one invocation.
	 */
	static final int MOST = 10;

	private final Map<List<String>, Optional<String>> eventIds = new HashMap<>();

	private int unsent;

	/**
	 * Tells of a record's error, if its cause is a new one.
	 * @param error the error
	 * @param send tells of it, and gives the event's id
	 * @return the id of the event that tells of its cause, or {@code null} if there is
	 * none
	 */
	synchronized @Nullable String report(ErrorReport error, Supplier<@Nullable String> send) {
		List<String> cause = places(error);
		if (!this.eventIds.containsKey(cause)) {
			if (this.eventIds.size() == MOST) {
				this.unsent++;
				return null;
			}
			this.eventIds.put(cause, Optional.ofNullable(send.get()));
		}
		return this.eventIds.get(cause).orElse(null);
	}

	/**
	 * The event that told of an error, or of what the error is about.
	 * @return the event's id, empty in itself if it has none; empty if there was no event
	 */
	synchronized Optional<Optional<String>> find(ErrorReport error) {
		List<String> places = places(error);
		Optional<String> event = this.eventIds.get(places);
		return Optional.ofNullable((event != null) ? event : this.eventIds.get(places.subList(1, places.size())));
	}

	/**
	 * Of how many errors nobody was told.
	 */
	synchronized int unsent() {
		return this.unsent;
	}

	private static List<String> places(ErrorReport error) {
		List<String> places = new ArrayList<>();
		places.add(place(error.outermost()));
		error.causes().forEach((cause) -> places.add(place(cause)));
		return places;
	}

	private static String place(ReportedThrowable throwable) {
		return throwable.type() + (throwable.stackTrace().isEmpty() ? "" : " at " + throwable.stackTrace().get(0));
	}

}
