package io.golambda.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import org.jspecify.annotations.Nullable;

/**
 * Sets up Logback for golambda's auto-configuration and test kit. An application names
 * {@link LambdaJsonEncoder} in its {@code logback-spring.xml}.
 *
 * @see LoggingSupport
 */
public final class LogbackSupport {

	private LogbackSupport() {
	}

	/**
	 * Makes golambda's JSON console the only appender of a context, at level
	 * {@code info}.
	 * @param context Logback's context, which is reset
	 * @param format the fields of a line
	 */
	public static void installConsole(LoggerContext context, LineFormat format) {
		JsonConsole.install(context, format);
	}

	/**
	 * Applies the application's settings to each {@link LambdaJsonEncoder} of a context
	 * that has just been configured.
	 * @param context Logback's context
	 * @param format the fields of a line
	 */
	public static void applyFormat(LoggerContext context, LineFormat format) {
		EncoderDefaults.apply(context, format);
	}

	/**
	 * Returns the settings of a context.
	 * @param context Logback's context
	 * @return the settings of the application, or those that suit Lambda's environment
	 * variables if no application has configured the context
	 */
	public static LineFormat formatOf(@Nullable Context context) {
		return EncoderDefaults.of(context);
	}

	/**
	 * Returns whether a {@link LambdaJsonEncoder} writes lines of a context.
	 * @param context Logback's context
	 * @return whether there is one
	 */
	public static boolean hasEncoder(Context context) {
		return EncoderDefaults.isUsed(context);
	}

}
