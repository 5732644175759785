package io.golambda.logging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.OutputStreamAppender;
import org.jspecify.annotations.Nullable;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Passes the application's settings to each {@link LambdaJsonEncoder} in a Logback
 * configuration of the application.
 */
final class EncoderDefaults {

	private static final String FORMAT = LineFormat.class.getName();

	private static final String ENCODERS = LambdaJsonEncoder.class.getName();

	private EncoderDefaults() {
	}

	/**
	 * Applies the settings to a context that has just been configured.
	 */
	static void apply(LoggerContext context, LineFormat format) {
		context.putObject(FORMAT, format);
		List<LambdaJsonEncoder> encoders = encoders(context);
		for (LambdaJsonEncoder encoder : encoders) {
			encoder.setDefaults(format);
		}
		if (encoders.isEmpty()) {
			return;
		}
		for (Logger logger : context.getLoggerList()) {
			for (Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders(); appenders.hasNext();) {
				Appender<ILoggingEvent> appender = appenders.next();
				// the appender may encode the event in another thread
				if (!(appender instanceof OutputStreamAppender) && !LineContextFilter.isOn(appender)) {
					FirstFilter.add(new LineContextFilter(), appender);
				}
			}
		}
	}

	static boolean isUsed(Context context) {
		return !encoders(context).isEmpty();
	}

	static void add(LambdaJsonEncoder encoder, Context context) {
		List<LambdaJsonEncoder> encoders = new ArrayList<>(encoders(context));
		encoders.add(encoder);
		context.putObject(ENCODERS, List.copyOf(encoders));
	}

	@SuppressWarnings("unchecked")
	private static List<LambdaJsonEncoder> encoders(Context context) {
		Object encoders = context.getObject(ENCODERS);
		return (encoders != null) ? (List<LambdaJsonEncoder>) encoders : List.of();
	}

	static LineFormat of(@Nullable Context context) {
		return (context != null && context.getObject(FORMAT) instanceof LineFormat format) ? format
				: LineFormat.of(LambdaEnvironment.current());
	}

}
