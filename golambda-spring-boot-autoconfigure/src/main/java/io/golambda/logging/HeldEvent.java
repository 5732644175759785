package io.golambda.logging;

import java.util.Map;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import net.logstash.logback.marker.LogstashMarker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * An event below the level, as it was when it was logged: with the time, the thread, the
 * MDC and the values of that moment, whatever happens to them later.
 */
final class HeldEvent extends LoggingEvent {

	/**
	 * The value that marks the line of such an event.
	 */
	static final KeyValuePair BUFFERED = new KeyValuePair("buffered", true);

	private static final int MOST_MESSAGE = 64 * 1024;

	private static final StackTraceElement[] UNKNOWN_CALLER = {};

	private final Map<LambdaJsonEncoder, byte[]> lines;

	/**
	 * Copies an event.
	 * @param event the event
	 * @param lines its lines by golambda's encoders
	 */
	HeldEvent(LoggingEvent event, Map<LambdaJsonEncoder, byte[]> lines) {
		this.lines = lines;
		setLoggerName(event.getLoggerName());
		setLoggerContextRemoteView(event.getLoggerContextVO());
		setLevel(event.getLevel());
		setInstant(event.getInstant());
		setSequenceNumber(event.getSequenceNumber());
		setThreadName(event.getThreadName());
		setMDCPropertyMap(event.getMDCPropertyMap());
		setMessage(ValueWriter.string(String.valueOf(event.getFormattedMessage()), MOST_MESSAGE));
		if (event.getMarkerList() != null) {
			for (Marker marker : event.getMarkerList()) {
				// the others hold values, which are among the pairs
				if (!(marker instanceof LogstashMarker)) {
					addMarker(marker);
				}
			}
		}
		if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
			setThrowableProxy(thrown);
		}
		// not the caller that writes it later
		setCallerData(event.hasCallerData() ? event.getCallerData() : UNKNOWN_CALLER);
		addKeyValuePair(BUFFERED);
	}

	/**
	 * Adds the values for encoders that are not golambda's.
	 * @param values the values, masked
	 */
	void addValues(Map<String, @Nullable Object> values) {
		values.forEach((key, value) -> {
			if (!key.equals(BUFFERED.key)) {
				addKeyValuePair(new KeyValuePair(key, value));
			}
		});
	}

	/**
	 * Finds the line that an encoder made of the event when it was logged.
	 * @param encoder the encoder
	 * @return the line, or {@code null} if the encoder has not seen the event
	 */
	byte @Nullable [] line(LambdaJsonEncoder encoder) {
		return this.lines.get(encoder);
	}

	/**
	 * About how many bytes it takes in memory.
	 */
	int size() {
		int size = 512 + getMessage().length();
		for (byte[] line : this.lines.values()) {
			size += line.length;
		}
		for (KeyValuePair pair : getKeyValuePairs()) {
			size += pair.toString().length();
		}
		return size;
	}

}
