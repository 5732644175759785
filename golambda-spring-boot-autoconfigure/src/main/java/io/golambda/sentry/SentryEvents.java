package io.golambda.sentry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryStackTraceFactory;
import io.sentry.exception.ExceptionMechanismException;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import org.jspecify.annotations.Nullable;

import io.golambda.error.ErrorReport;
import io.golambda.error.ReportedThrowable;
import io.golambda.event.EventSource;
import io.golambda.invocation.Invocation;

/**
 * Converts error reports to Sentry's events.
 */
final class SentryEvents {

	private static final int MAX_MESSAGE_LENGTH = 8 * 1024;

	private final LambdaFunctionContext function;

	private final Masking masking;

	SentryEvents(LambdaFunctionContext function, Masking masking) {
		this.function = function;
		this.masking = masking;
	}

	SentryEvent of(ErrorReport error, @Nullable Invocation invocation) {
		SentryEvent event = new SentryEvent();
		event.setLevel((error.throwable() instanceof VirtualMachineError) ? SentryLevel.FATAL : SentryLevel.ERROR);
		event.setTransaction(this.function.transactionName());
		setException(event, error);
		if (!error.values().isEmpty()) {
			event.getContexts().put("values", this.masking.mask(error.values()));
		}
		Map<String, Object> function = this.function.function();
		if (invocation != null) {
			function.put("aws_request_id", invocation.requestId());
			invocation.tenantId().ifPresent((tenant) -> function.put("tenant_id", tenant));
			function.put("invoked_function_arn", String.valueOf(invocation.context().getInvokedFunctionArn()));
			function.put("remaining_time_in_millis", invocation.remaining().toMillis());
			event.setTag("lambda.eventSource", source(invocation));
		}
		else {
			this.function.tags().forEach(event::setTag);
		}
		event.getContexts().put("lambda", function);
		Map<String, Object> logs = this.function.logs((invocation != null) ? invocation.requestId() : "");
		if (!logs.isEmpty()) {
			event.getContexts().put("cloudwatch logs", logs);
		}
		return event;
	}

	private static String source(Invocation invocation) {
		try {
			return invocation.event().source().name().toLowerCase(Locale.ROOT);
		}
		catch (RuntimeException ex) {
			// an event that is not valid JSON
			return EventSource.UNKNOWN.name().toLowerCase(Locale.ROOT);
		}
	}

	/**
	 * Sets the throwable itself, for Sentry to convert and for its callbacks to examine,
	 * if that is safe. A throwable without a stack trace may be a constant that is thrown
	 * repeatedly; Sentry would drop it as a duplicate.
	 */
	private static void setException(SentryEvent event, ErrorReport error) {
		Mechanism mechanism = new Mechanism();
		mechanism.setType("golambda");
		mechanism.setHandled(false);
		if (error.isSafeToRead() && !error.outermost().stackTrace().isEmpty()) {
			event.setThrowable(new ExceptionMechanismException(mechanism, error.throwable(), Thread.currentThread()));
			return;
		}
		SentryStackTraceFactory stackTraces = new SentryStackTraceFactory(Sentry.getCurrentScopes().getOptions());
		List<SentryException> exceptions = new ArrayList<>();
		exceptions.add(exception(error.outermost(), mechanism, stackTraces));
		for (ReportedThrowable cause : error.causes()) {
			exceptions.add(exception(cause, null, stackTraces));
		}
		// the innermost first
		Collections.reverse(exceptions);
		event.setExceptions(exceptions);
	}

	private static SentryException exception(ReportedThrowable throwable, @Nullable Mechanism mechanism,
			SentryStackTraceFactory stackTraces) {
		SentryException exception = new SentryException();
		int dot = throwable.type().lastIndexOf('.');
		exception.setType(throwable.type().substring(dot + 1));
		exception.setModule((dot > 0) ? throwable.type().substring(0, dot) : null);
		exception.setValue(cut(throwable.message()));
		exception.setMechanism(mechanism);
		List<SentryStackFrame> frames = stackTraces
			.getStackFrames(throwable.stackTrace().toArray(StackTraceElement[]::new), true);
		if (frames != null) {
			exception.setStacktrace(new SentryStackTrace(frames));
		}
		return exception;
	}

	private static @Nullable String cut(@Nullable String message) {
		return (message == null || message.length() <= MAX_MESSAGE_LENGTH) ? message
				: message.substring(0, MAX_MESSAGE_LENGTH) + "…[cut, " + message.length() + " characters]";
	}

}
