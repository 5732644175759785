package io.golambda.logging;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import io.golambda.error.CompositeFailure;
import io.golambda.error.ErrorReport;
import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.Invocation;

/**
 * Tells of an error once: to the error services, and then in one log line that holds all
 * that explains it. Whatever the error is like, and whatever fails meanwhile, nothing is
 * thrown. Safe for use by several threads.
 */
public final class ErrorLog {

	/**
	 * The name of the logger.
	 */
	public static final String LOGGER = ErrorLog.class.getName();

	private static final Logger log = LoggerFactory.getLogger(LOGGER);

	private final List<ErrorReporter> reporters;

	private final List<Class<? extends Throwable>> ignored;

	/**
	 * Creates it.
	 * @param reporters what is told of errors
	 * @param ignored the types of errors that are expected: they are only logged, at warn
	 */
	public ErrorLog(List<ErrorReporter> reporters, List<Class<? extends Throwable>> ignored) {
		this.reporters = List.copyOf(reporters);
		this.ignored = List.copyOf(ignored);
	}

	/**
	 * Logs the error that ended an invocation, or the work on one of its records. Error
	 * services are told once of each cause for which records failed, and of ten causes at
	 * most; and not again of an invocation that ends for such a cause. An invocation that
	 * ends with the error of a record is not logged again; with an exception that stands
	 * for several such errors, it is logged without them.
	 * @param error the error
	 * @param invocation the invocation, or a record's view of it
	 */
	public void write(Throwable error, Invocation invocation) {
		write(error, null, invocation);
	}

	/**
	 * Tells of the error that ended the start of the application.
	 * @param error the error
	 * @param message what is known of it, in words, or {@code null} for its own message
	 */
	public void writeStartFailure(Throwable error, @Nullable String message) {
		write(error, message, null);
	}

	private void write(Throwable error, @Nullable String message, @Nullable Invocation invocation) {
		// an interrupt would have whatever is sent end at once
		boolean interrupted = Thread.interrupted();
		try {
			if (invocation != null && invocation.record().isEmpty() && isLogged(List.of(error), invocation)) {
				return;
			}
			Map<String, ?> values = (invocation != null) ? invocation.values() : Map.of();
			ErrorReport report = ErrorReport.of(error, values);
			boolean ignored = isIgnored(error);
			String eventId = ignored ? null : reportOnce(report, invocation);
			if (invocation != null && isSummary(error, invocation)) {
				report = ErrorReport.ofOutermost(error, values);
			}
			log(ignored ? Level.WARN : Level.ERROR, report.withEventId(eventId), message);
			if (invocation != null && invocation.record().isPresent()) {
				invocation.attribute(LoggedErrors.class, LoggedErrors::new).add(error);
			}
		}
		catch (Throwable failure) {
			// no memory, most likely
			logLeast(error);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	// of errors that have lines of their own
	private static boolean isSummary(Throwable error, Invocation invocation) {
		return error instanceof CompositeFailure several && !several.failures().isEmpty()
				&& isLogged(several.failures(), invocation);
	}

	private static boolean isLogged(List<Throwable> errors, Invocation invocation) {
		return invocation.attribute(LoggedErrors.class).filter((logged) -> logged.containsAll(errors)).isPresent();
	}

	private boolean isIgnored(Throwable error) {
		if (error instanceof CompositeFailure several && !several.failures().isEmpty()) {
			return several.failures().stream().allMatch(this::isIgnored);
		}
		for (Class<? extends Throwable> type : this.ignored) {
			if (type.isInstance(error)) {
				return true;
			}
		}
		return false;
	}

	private @Nullable String reportOnce(ErrorReport report, @Nullable Invocation invocation) {
		if (this.reporters.isEmpty()) {
			return null;
		}
		if (invocation == null) {
			return report(report, null);
		}
		if (invocation.record().isPresent()) {
			return invocation.attribute(ReportedCauses.class, ReportedCauses::new)
				.report(report, () -> report(report, invocation));
		}
		Optional<Optional<String>> known = invocation.attribute(ReportedCauses.class)
			.flatMap((causes) -> causes.find(report));
		return known.isPresent() ? known.get().orElse(null) : report(report, invocation);
	}

	/**
	 * Tells how many errors of records the error services were not told of, if any.
	 * @param invocation the invocation, at its end
	 */
	void writeUnsent(Invocation invocation) {
		int unsent = invocation.attribute(ReportedCauses.class).map(ReportedCauses::unsent).orElse(0);
		if (unsent > 0) {
			log.atWarn()
				.addKeyValue("unsent", unsent)
				.log("Errors of {} records are only in the log: of one invocation {} causes are reported", unsent,
						ReportedCauses.MOST);
		}
	}

	private @Nullable String report(ErrorReport report, @Nullable Invocation invocation) {
		String eventId = null;
		for (ErrorReporter reporter : this.reporters) {
			try {
				String id = reporter.report(report, invocation);
				eventId = (eventId != null) ? eventId : id;
			}
			catch (Throwable ex) {
				log.warn("An error could not be reported by {}", reporter.getClass().getName(), ex);
			}
		}
		return eventId;
	}

	private static void log(Level level, ErrorReport report, @Nullable String message) {
		LoggingEventBuilder line = log.atLevel(level).addMarker(new ErrorMarker(report));
		if (report.isTame()) {
			// for consoles and appenders that know nothing of the report
			line.setCause(report.throwable());
		}
		line.log((message != null) ? message : report.message());
	}

	private static void logLeast(Throwable error) {
		try {
			log.error(error.getClass().getName());
		}
		catch (Throwable failure) {
			// there is nobody left to tell
		}
	}

}
