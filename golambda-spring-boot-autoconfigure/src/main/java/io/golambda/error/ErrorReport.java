package io.golambda.error;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The values, stack frames, causes and suppressed throwables of a throwable, read once
 * for both log and error service: <pre>
 * ErrorReport report = ErrorReport.of(failure);
 * send(report.type(), report.message(), report.values());
 * </pre>
 * <p>
 * A report can be created of any throwable. This never throws, even if the throwable's
 * methods do, and takes a bounded time, even for chains of causes that are very long or
 * cyclic.
 * <p>
 * As immutable as the values, and safe for use by several threads.
 */
public final class ErrorReport {

	private final Throwable throwable;

	private final ReportedThrowable outermost;

	private final Map<String, @Nullable Object> values;

	private final List<ReportedThrowable> causes;

	private final int omittedCauses;

	private final boolean safeToRead;

	private final @Nullable String eventId;

	ErrorReport(Throwable throwable, ReportedThrowable outermost, Map<String, @Nullable Object> values,
			List<ReportedThrowable> causes, int omittedCauses, boolean safeToRead, @Nullable String eventId) {
		this.throwable = throwable;
		this.outermost = outermost;
		this.values = values;
		this.causes = causes;
		this.omittedCauses = omittedCauses;
		this.safeToRead = safeToRead;
		this.eventId = eventId;
	}

	/**
	 * Creates the report of a throwable.
	 * @param throwable the throwable
	 * @return the report
	 */
	public static ErrorReport of(Throwable throwable) {
		return of(throwable, Map.of());
	}

	/**
	 * Creates the report of a throwable that ended something with values of its own, such
	 * as an invocation.
	 * @param throwable the throwable
	 * @param more further values, which the values of the throwable override
	 * @return the report
	 */
	public static ErrorReport of(Throwable throwable, Map<String, ?> more) {
		return new ThrowableReader().read(throwable, more);
	}

	/**
	 * Creates the report of a throwable without its causes and suppressed throwables,
	 * which have reports of their own.
	 * @param throwable the throwable
	 * @param more further values, which the values of the throwable override
	 * @return the report
	 */
	public static ErrorReport ofOutermost(Throwable throwable, Map<String, ?> more) {
		return new ThrowableReader().readOutermost(throwable, more);
	}

	/**
	 * Returns the throwable. Check {@link #isSafeToRead()} before passing it to other
	 * code.
	 * @return the throwable
	 */
	public Throwable throwable() {
		return this.throwable;
	}

	/**
	 * Returns whether other code can read the throwable safely: none of its methods
	 * throws, its chain of causes is short, its message is not overlong, and the report
	 * is not restricted to the outermost throwable.
	 * @return {@code true} if the throwable is safe to read
	 */
	public boolean isSafeToRead() {
		return this.safeToRead;
	}

	/**
	 * Returns the name of the throwable's class.
	 * @return the fully qualified name
	 */
	public String type() {
		return this.outermost.type();
	}

	/**
	 * Returns the message of the throwable.
	 * @return the message, or the name of the throwable's class if it has none
	 */
	public String message() {
		String message = this.outermost.message();
		return (message == null || message.isBlank()) ? type() : message;
	}

	/**
	 * Returns the values that explain the error: those of the throwable and of all its
	 * causes. If a name occurs more than once, the outermost value wins.
	 * @return the values by name, unmodifiable
	 */
	public Map<String, @Nullable Object> values() {
		return this.values;
	}

	/**
	 * Returns the outermost throwable without its causes.
	 * @return the type, message and stack trace of the throwable
	 */
	public ReportedThrowable outermost() {
		return this.outermost;
	}

	/**
	 * Returns the causes of the throwable.
	 * @return the causes, outermost first; the first and the last ones of a long chain
	 */
	public List<ReportedThrowable> causes() {
		return this.causes;
	}

	/**
	 * Returns how many causes are omitted in the middle of a long chain.
	 * @return the number of omitted causes, usually zero
	 */
	public int omittedCauses() {
		return this.omittedCauses;
	}

	/**
	 * Returns the id of the error in the error service.
	 * @return the id, or empty if the error was not sent
	 */
	public Optional<String> eventId() {
		return Optional.ofNullable(this.eventId);
	}

	/**
	 * Returns a copy of this report with the id of the error in the error service.
	 * @param eventId the id, or {@code null} if the error was not sent
	 * @return the copy
	 */
	public ErrorReport withEventId(@Nullable String eventId) {
		return new ErrorReport(this.throwable, this.outermost, this.values, this.causes, this.omittedCauses,
				this.safeToRead, eventId);
	}

	/**
	 * Returns the type and the message.
	 */
	@Override
	public String toString() {
		return type() + ": " + message();
	}

}
