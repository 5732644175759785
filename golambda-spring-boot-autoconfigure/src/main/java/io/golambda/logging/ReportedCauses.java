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
 * The causes of failed records that an invocation has reported: each cause once, and a
 * limited number of causes. Two errors have the same cause if they and their causes have
 * the same types and innermost stack frames. Safe for use by several threads.
 */
final class ReportedCauses {

	/**
	 * The maximum number of causes that an invocation reports.
	 */
	static final int MOST = 10;

	// one frame may be a factory of exceptions, and all frames depend on the thread
	private static final int FRAMES = 8;

	private final Map<List<String>, CompletableFuture<Optional<String>>> events = new HashMap<>();

	private int unsent;

	/**
	 * Reports the error of a record if its cause is new. Meanwhile, errors of the same
	 * cause wait, and errors of other causes do not.
	 * @param error the error
	 * @param send reports the error and returns the id of the event
	 * @return the id of the event that reported the cause, or {@code null} for none
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
			// releases the waiting threads whatever was thrown
			event.complete(Optional.empty());
		}
		return event.join().orElse(null);
	}

	/**
	 * Finds the event that reported an error or its cause.
	 * @return the id of the event, empty in itself if the event has none; empty if there
	 * was no event
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
	 * Returns the number of errors that were not reported.
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

	// these frames change once a method was called often
	private static boolean isReflection(StackTraceElement frame) {
		return frame.getClassName().startsWith("jdk.internal.reflect.");
	}

}
