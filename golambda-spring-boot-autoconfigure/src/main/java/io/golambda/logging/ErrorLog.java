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
import io.golambda.error.ExpectedFailure;
import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.Invocation;

/**
 * Reports an error to the error services and then logs it in one line. Never throws. Safe
 * for use by several threads.
 */
final class ErrorLog {

	/**
	 * The name of the logger.
	 */
	static final String LOGGER = ErrorLog.class.getName();

	private static final Logger log = LoggerFactory.getLogger(LOGGER);

	private final List<ErrorReporter> reporters;

	private final List<Class<? extends Throwable>> ignored;

	/**
	 * Creates a log.
	 * @param reporters the error services
	 * @param ignored the types of expected errors, which are logged at warn and not
	 * reported, in addition to {@link ExpectedFailure}
	 */
	ErrorLog(List<ErrorReporter> reporters, List<Class<? extends Throwable>> ignored) {
		this.reporters = List.copyOf(reporters);
		this.ignored = List.copyOf(ignored);
	}

	/**
	 * Reports and logs the error that ended an invocation, or the work on one of its
	 * records. Each cause of failed records is reported once, at most ten causes for each
	 * invocation, and not again if it ends the invocation. The error of a record that
	 * ends the invocation is not logged again. A {@link CompositeFailure} of logged
	 * errors is logged without them.
	 * @param error the error
	 * @param invocation the invocation, or its view of a record
	 */
	void write(Throwable error, Invocation invocation) {
		write(error, null, invocation);
	}

	/**
	 * Reports and logs that a function is about to time out. The line does not wait
	 * longer than a third of the time that is left for the report, and then is without
	 * its id.
	 * @param timeout describes the timeout
	 * @param invocation the invocation
	 */
	void writeTimeout(Throwable timeout, Invocation invocation) {
		try {
			reportAndLog(timeout, invocation);
		}
		catch (Throwable failure) {
			logLeast(timeout);
		}
	}

	private void reportAndLog(Throwable timeout, Invocation invocation) {
		ErrorReport report = ErrorReport.of(timeout, invocation.values());
		boolean ignored = isIgnored(timeout);
		if (ignored || this.reporters.isEmpty()) {
			log(ignored ? Level.WARN : Level.ERROR, report, null);
			return;
		}
		TimeoutLine reported = new TimeoutLine(invocation, () -> report(report, invocation));
		log(Level.ERROR, report.withEventId(reported.await(invocation, 3)), null);
		reported.await(invocation, 2);
	}

	/**
	 * Reports and logs the error that ended the start of the application.
	 * @param error the error
	 * @param message a description of the error, or {@code null} for its own message
	 */
	void writeStartFailure(Throwable error, @Nullable String message) {
		write(error, message, null);
	}

	private void write(Throwable error, @Nullable String message, @Nullable Invocation invocation) {
		// an interrupt would abort sending
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
		if (error instanceof ExpectedFailure) {
			return true;
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
	 * Logs how many errors of records were not reported, if any.
	 * @param invocation the invocation, at its end
	 */
	void logUnsent(Invocation invocation) {
		int unsent = invocation.attribute(ReportedCauses.class).map(ReportedCauses::unsent).orElse(0);
		if (unsent > 0) {
			log.atWarn()
				.addKeyValue("unsent", unsent)
				.log("Errors of {} records are logged but not reported, since an invocation reports at most {} causes",
						unsent, ReportedCauses.MOST);
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
				log.warn("Could not report an error by {}", reporter.getClass().getName(), ex);
			}
		}
		return eventId;
	}

	private static void log(Level level, ErrorReport report, @Nullable String message) {
		LoggingEventBuilder line = log.atLevel(level).addMarker(new ErrorMarker(report));
		if (report.isSafeToRead()) {
			// for appenders that do not know the report
			line.setCause(report.throwable());
		}
		line.log((message != null) ? message : report.message());
	}

	private static void logLeast(Throwable error) {
		try {
			log.error(error.getClass().getName());
		}
		catch (Throwable failure) {
			// not even this can be logged
		}
	}

}
