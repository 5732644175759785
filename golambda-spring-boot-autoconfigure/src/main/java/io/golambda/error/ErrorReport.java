package io.golambda.error;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a throwable says, for log and error service alike: values, stack frames, causes,
 * suppressed throwables. It can be made of any throwable whatsoever: making it never
 * throws, even where the throwable's own methods do, and takes a bounded time, even for
 * chains of causes that are very long or lead back to themselves.
 * <p>
 * Immutable, as far as the values are, and safe for use by several threads.
 */
public final class ErrorReport {

	private final Throwable throwable;

	private final ReportedThrowable outermost;

	private final Map<String, @Nullable Object> values;

	private final List<ReportedThrowable> causes;

	private final int omittedCauses;

	private final boolean tame;

	private final @Nullable String eventId;

	ErrorReport(Throwable throwable, ReportedThrowable outermost, Map<String, @Nullable Object> values,
			List<ReportedThrowable> causes, int omittedCauses, boolean tame, @Nullable String eventId) {
		this.throwable = throwable;
		this.outermost = outermost;
		this.values = values;
		this.causes = causes;
		this.omittedCauses = omittedCauses;
		this.tame = tame;
		this.eventId = eventId;
	}

	/**
	 * Makes the report of a throwable.
	 * @param throwable the throwable
	 * @return the report
	 */
	public static ErrorReport of(Throwable throwable) {
		return of(throwable, Map.of());
	}

	/**
	 * Makes the report of a throwable that ended something which has values itself, such
	 * as an invocation.
	 * @param throwable the throwable
	 * @param more further values, which those of the throwable win over
	 * @return the report
	 */
	public static ErrorReport of(Throwable throwable, Map<String, ?> more) {
		return new ThrowableReader().read(throwable, more);
	}

	/**
	 * Makes the report of a throwable without its causes and without what it suppressed,
	 * which have reports of their own.
	 * @param throwable the throwable
	 * @param more further values, which those of the throwable win over
	 * @return the report
	 */
	public static ErrorReport ofOutermost(Throwable throwable, Map<String, ?> more) {
		return new ThrowableReader().readOutermost(throwable, more);
	}

	/**
	 * The throwable itself.
	 * @return the throwable; see {@link #isTame()} before it is handed on
	 */
	public Throwable throwable() {
		return this.throwable;
	}

	/**
	 * Whether others may ask the throwable for all that it has: none of its methods
	 * throws, its causes come to an end soon, its message is not overlong, and the report
	 * is not of the outermost throwable only.
	 * @return whether it is so
	 */
	public boolean isTame() {
		return this.tame;
	}

	/**
	 * The name of the throwable's class.
	 * @return the name
	 */
	public String type() {
		return this.outermost.type();
	}

	/**
	 * The message.
	 * @return the throwable's message, or the name of its class if it has none
	 */
	public String message() {
		String message = this.outermost.message();
		return (message == null || message.isBlank()) ? type() : message;
	}

	/**
	 * The values that explain the error: those of the throwable and of all its causes,
	 * the outer before the inner.
	 * @return the values by name
	 */
	public Map<String, @Nullable Object> values() {
		return this.values;
	}

	/**
	 * The throwable without its causes.
	 * @return what it said
	 */
	public ReportedThrowable outermost() {
		return this.outermost;
	}

	/**
	 * The causes.
	 * @return the outer before the inner; of a long chain the first and the last
	 */
	public List<ReportedThrowable> causes() {
		return this.causes;
	}

	/**
	 * How many causes are missing between the first and the last.
	 * @return the number, usually zero
	 */
	public int omittedCauses() {
		return this.omittedCauses;
	}

	/**
	 * The id by which the error is found in the error service.
	 * @return the id, if it has been sent to one
	 */
	public Optional<String> eventId() {
		return Optional.ofNullable(this.eventId);
	}

	/**
	 * This report once it has been sent to an error service.
	 * @param eventId the id by which it is found there
	 * @return another report
	 */
	public ErrorReport withEventId(@Nullable String eventId) {
		return new ErrorReport(this.throwable, this.outermost, this.values, this.causes, this.omittedCauses, this.tame,
				eventId);
	}

	/**
	 * The type and message, for where nothing better is known.
	 */
	@Override
	public String toString() {
		return type() + ": " + message();
	}

}
