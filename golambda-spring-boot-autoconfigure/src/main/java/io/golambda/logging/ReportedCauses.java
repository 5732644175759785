package io.golambda.logging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.golambda.error.ErrorReport;
import io.golambda.error.ReportedThrowable;

/**
 * What the error services were told of the records of one invocation: of each cause once,
 * however many records failed with it, and not of too many causes. Two errors have the
 * same cause if they, and all that explains them, are of the same types and were thrown
 * at the same places on the same way there. Safe for use by several threads.
 */
final class ReportedCauses {

	/**
	 * The most that error services are told of in one invocation.
	 */
	static final int MOST = 10;

	// the first alone is often one place where exceptions of a type are made for many
	// reasons; with all of them, where a batch was worked on would count as well
	private static final int FRAMES = 8;

	private final Map<List<String>, CompletableFuture<Optional<String>>> events = new HashMap<>();

	private int unsent;

	/**
	 * Tells of a record's error, if its cause is a new one. While that is under way,
	 * others of the same cause wait for it, and those of other causes do not.
	 * @param error the error
	 * @param send tells of it, and gives the event's id
	 * @return the id of the event that tells of its cause, or {@code null} if there is
	 * none
	 */
	@Nullable String report(ErrorReport error, Supplier<@Nullable String> send) {
		List<String> cause = places(error);
		CompletableFuture<Optional<String>> event = new CompletableFuture<>();
		CompletableFuture<Optional<String>> known;
		synchronized (this) {
			known = this.events.get(cause);
			if (known == null && this.events.size() == MOST) {
				this.unsent++;
				return null;
			}
			this.events.putIfAbsent(cause, event);
		}
		if (known != null) {
			return known.join().orElse(null);
		}
		try {
			event.complete(Optional.ofNullable(send.get()));
		}
		finally {
			// whatever was thrown, nobody is to wait for ever
			event.complete(Optional.empty());
		}
		return event.join().orElse(null);
	}

	/**
	 * The event that told of an error, or of what the error is about.
	 * @return the event's id, empty in itself if it has none; empty if there was no event
	 */
	Optional<Optional<String>> find(ErrorReport error) {
		List<String> places = places(error);
		CompletableFuture<Optional<String>> event;
		synchronized (this) {
			event = this.events.get(places);
			event = (event != null) ? event : this.events.get(places.subList(1, places.size()));
		}
		return Optional.ofNullable(event).map(CompletableFuture::join);
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
		return throwable.stackTrace()
			.stream()
			.filter((frame) -> !isReflection(frame))
			.limit(FRAMES)
			.map(StackTraceElement::toString)
			.collect(Collectors.joining(" from ", throwable.type() + " at ", ""));
	}

	// the JVM calls a method in another way once it was called often
	private static boolean isReflection(StackTraceElement frame) {
		return frame.getClassName().startsWith("jdk.internal.reflect.");
	}

}
