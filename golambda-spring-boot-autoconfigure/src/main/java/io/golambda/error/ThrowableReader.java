package io.golambda.error;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Reads a throwable and its causes, and trusts none of their methods. For one report
 * only.
 */
final class ThrowableReader {

	// an exception may create a new cause with each call of getCause()
	private static final int MOST_CAUSES = 1_200;

	private static final int KEPT_AT_EACH_END = 5;

	private static final int MOST_SUPPRESSED = 10;

	private static final int MOST_VALUES = 200;

	private static final int MOST_MESSAGE = 64 * 1024;

	private static final StackTraceElement[] NO_FRAMES = {};

	private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private boolean safeToRead = true;

	ErrorReport read(Throwable throwable, Map<String, ?> more) {
		List<Throwable> chain = chain(throwable);
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		chain.forEach((link) -> copy(values(link), values));
		copy(more, values);
		StackTraceElement[] enclosing = stackTrace(throwable);
		ReportedThrowable outermost = reported(throwable, enclosing, NO_FRAMES, List.of());
		List<Throwable> kept = ends(chain.subList(1, chain.size()));
		return new ErrorReport(throwable, outermost, Collections.unmodifiableMap(values), reported(kept, enclosing),
				chain.size() - 1 - kept.size(), this.safeToRead, null);
	}

	ErrorReport readOutermost(Throwable throwable, Map<String, ?> more) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>(values(throwable));
		copy(more, values);
		ReportedThrowable outermost = new ReportedThrowable(throwable.getClass().getName(), message(throwable),
				values(throwable), List.of(stackTrace(throwable)), 0, List.of(), List.of());
		return new ErrorReport(throwable, outermost, Collections.unmodifiableMap(values), List.of(), 0, false, null);
	}

	private List<Throwable> chain(Throwable throwable) {
		List<Throwable> chain = new ArrayList<>();
		Throwable link = throwable;
		while (link != null && chain.size() < MOST_CAUSES) {
			if (!this.seen.add(link)) {
				this.safeToRead = false;
				break;
			}
			chain.add(link);
			link = ask(link, Throwable::getCause);
		}
		return chain;
	}

	private List<Throwable> ends(List<Throwable> causes) {
		if (causes.size() <= 2 * KEPT_AT_EACH_END) {
			return causes;
		}
		this.safeToRead = false;
		List<Throwable> kept = new ArrayList<>(causes.subList(0, KEPT_AT_EACH_END));
		kept.addAll(causes.subList(causes.size() - KEPT_AT_EACH_END, causes.size()));
		return kept;
	}

	private List<ReportedThrowable> reported(List<Throwable> causes, StackTraceElement[] enclosing) {
		List<ReportedThrowable> reported = new ArrayList<>(causes.size());
		StackTraceElement[] above = enclosing;
		for (Throwable cause : causes) {
			StackTraceElement[] stackTrace = stackTrace(cause);
			reported.add(reported(cause, stackTrace, above, List.of()));
			above = stackTrace;
		}
		return Collections.unmodifiableList(reported);
	}

	private ReportedThrowable reported(Throwable throwable, StackTraceElement[] stackTrace,
			StackTraceElement[] enclosing, List<ReportedThrowable> causes) {
		int inCommon = framesInCommon(stackTrace, enclosing);
		return new ReportedThrowable(throwable.getClass().getName(), message(throwable), values(throwable),
				List.of(Arrays.copyOf(stackTrace, stackTrace.length - inCommon)), inCommon,
				suppressed(throwable, stackTrace), causes);
	}

	private List<ReportedThrowable> suppressed(Throwable throwable, StackTraceElement[] enclosing) {
		Throwable[] all = throwable.getSuppressed();
		if (all.length == 0) {
			return List.of();
		}
		this.safeToRead &= all.length <= MOST_SUPPRESSED;
		List<ReportedThrowable> reported = new ArrayList<>();
		for (Throwable suppressed : Arrays.copyOf(all, Math.min(all.length, MOST_SUPPRESSED))) {
			List<Throwable> chain = chain(suppressed);
			if (!chain.isEmpty()) {
				StackTraceElement[] stackTrace = stackTrace(suppressed);
				reported.add(reported(suppressed, stackTrace, enclosing,
						reported(ends(chain.subList(1, chain.size())), stackTrace)));
			}
		}
		return Collections.unmodifiableList(reported);
	}

	private @Nullable String message(Throwable throwable) {
		try {
			String message = throwable.getMessage();
			this.safeToRead &= message == null || message.length() <= MOST_MESSAGE;
			return message;
		}
		catch (Throwable ex) {
			this.safeToRead = false;
			return "getMessage() " + failed(ex);
		}
	}

	private StackTraceElement[] stackTrace(Throwable throwable) {
		StackTraceElement[] stackTrace = ask(throwable, Throwable::getStackTrace);
		if (stackTrace == null || Arrays.asList(stackTrace).contains(null)) {
			this.safeToRead = false;
			return NO_FRAMES;
		}
		return stackTrace;
	}

	private Map<String, @Nullable Object> values(Throwable throwable) {
		if (!(throwable instanceof ErrorValues explained)) {
			return Map.of();
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		try {
			copy(explained.values(), values);
		}
		catch (Throwable ex) {
			this.safeToRead = false;
			values.put("values()", failed(ex));
		}
		return Collections.unmodifiableMap(values);
	}

	private static void copy(Map<?, ?> from, Map<String, @Nullable Object> to) {
		for (Map.Entry<?, ?> entry : from.entrySet()) {
			if (to.size() >= MOST_VALUES) {
				to.putIfAbsent("…", "[cut, " + from.size() + " values]");
				return;
			}
			copy(entry, to);
		}
	}

	private static void copy(Map.Entry<?, ?> entry, Map<String, @Nullable Object> to) {
		String name;
		try {
			name = String.valueOf(entry.getKey());
		}
		catch (Throwable ex) {
			name = "(no key: " + ex.getClass().getName() + ")";
		}
		Object value;
		try {
			value = entry.getValue();
		}
		catch (Throwable ex) {
			value = failed(ex);
		}
		to.putIfAbsent(name, value);
	}

	/**
	 * Calls a method that the throwable may override.
	 * @return the result, or {@code null} if the method threw
	 */
	private <T> @Nullable T ask(Throwable throwable, Function<Throwable, @Nullable T> question) {
		try {
			return question.apply(throwable);
		}
		catch (Throwable ex) {
			this.safeToRead = false;
			return null;
		}
	}

	private static String failed(Throwable ex) {
		return "[threw " + ex.getClass().getName() + "]";
	}

	private static int framesInCommon(StackTraceElement[] inner, StackTraceElement[] outer) {
		int common = 0;
		while (common < inner.length && common < outer.length
				&& inner[inner.length - 1 - common].equals(outer[outer.length - 1 - common])) {
			common++;
		}
		return common;
	}

}
