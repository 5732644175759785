package io.golambda.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

/**
 * Writes each log event as one JSON line, in one write, to the standard output.
 */
final class JsonConsole extends ConsoleAppender<ILoggingEvent> {

	private JsonConsole() {
	}

	/**
	 * Makes it the only appender of a logging context, with {@code info} as level.
	 * @param context the logging context; emptied
	 * @param format the fields of a line
	 */
	static void install(LoggerContext context, LineFormat format) {
		context.stop();
		context.reset();
		addTo(context, format);
	}

	/**
	 * Makes it the only appender of a logging context that is not configured yet.
	 */
	static void addTo(LoggerContext context, LineFormat format) {
		LambdaJsonEncoder encoder = new LambdaJsonEncoder(format);
		encoder.setContext(context);
		JsonConsole console = new JsonConsole();
		console.setName("CONSOLE");
		console.setContext(context);
		console.setEncoder(encoder);
		encoder.start();
		console.start();
		Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		root.setLevel(Level.INFO);
		root.addAppender(console);
		context.start();
	}

}
