package io.golambda.logging;

import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

import io.golambda.invocation.Invocation;

/**
 * Writes each log event as one JSON line, in one write, to the standard output. Lines
 * below the level that are only kept for the case of a failure go into the buffer of
 * their invocation.
 */
public final class JsonConsole extends ConsoleAppender<ILoggingEvent> {

	private static final String NAME = "CONSOLE";

	private static final KeyValuePair BUFFERED = new KeyValuePair("buffered", true);

	private final @Nullable Predicate<ILoggingEvent> visible;

	private final boolean debugOnFailure;

	private JsonConsole(@Nullable Predicate<ILoggingEvent> visible, boolean debugOnFailure) {
		this.visible = visible;
		this.debugOnFailure = debugOnFailure;
	}

	/**
	 * Makes it the only appender of a logging context, with {@code info} as level.
	 * @param context the logging context; emptied, except for the values that were set
	 * for good
	 * @param format the fields of a line
	 * @param visible the events that are above their level, or {@code null} if all are
	 * @param debugOnFailure whether the others are kept for the case of a failure
	 */
	public static void install(LoggerContext context, LineFormat format, @Nullable Predicate<ILoggingEvent> visible,
			boolean debugOnFailure) {
		Map<String, @Nullable Object> lasting = LastingValues.of(context);
		context.stop();
		context.reset();
		LastingValues.replace(context, lasting);
		LambdaJsonEncoder encoder = new LambdaJsonEncoder(format);
		encoder.setContext(context);
		JsonConsole console = new JsonConsole(visible, debugOnFailure);
		console.setName(NAME);
		console.setContext(context);
		console.setEncoder(encoder);
		encoder.start();
		console.start();
		Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		root.setLevel(Level.INFO);
		root.addAppender(console);
		context.start();
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (this.visible == null || this.visible.test(event)) {
			super.append(event);
			return;
		}
		LogContext log = Invocation.find().flatMap((invocation) -> invocation.attribute(LogContext.class)).orElse(null);
		if (log == null) {
			return;
		}
		if (log.isSampled()) {
			super.append(event);
		}
		else if (this.debugOnFailure && event instanceof ch.qos.logback.classic.spi.LoggingEvent buffered) {
			buffered.addKeyValuePair(BUFFERED);
			log.buffer().add(getEncoder().encode(event));
		}
	}

	/**
	 * Writes the lines that an invocation has kept.
	 */
	static void writeBuffered(LoggerContext context, LogContext log) {
		if (context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(NAME) instanceof JsonConsole console) {
			try {
				for (byte[] line : log.buffer().drain()) {
					console.writeByteArrayToOutputStreamWithPossibleFlush(line);
				}
			}
			catch (IOException ex) {
				console.addError("The lines of a failed invocation could not be written", ex);
			}
		}
	}

}
