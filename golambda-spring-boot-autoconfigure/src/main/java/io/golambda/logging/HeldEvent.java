package io.golambda.logging;

import java.util.Map;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import net.logstash.logback.marker.LogstashMarker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * A copy of a held-back event with the time, thread, MDC and values at the time it was
 * logged.
 */
final class HeldEvent extends LoggingEvent {

	/**
	 * Marks the line of a held-back event.
	 */
	static final KeyValuePair BUFFERED = new KeyValuePair("buffered", true);

	private static final int MOST_MESSAGE = 64 * 1024;

	private static final StackTraceElement[] UNKNOWN_CALLER = {};

	private final Map<LambdaJsonEncoder, byte[]> lines;

	/**
	 * Copies an event.
	 * @param event the event
	 * @param lines the lines that golambda's encoders wrote
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
				// others hold values, which are added as pairs
				if (!(marker instanceof LogstashMarker)) {
					addMarker(marker);
				}
			}
		}
		if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
			setThrowableProxy(thrown);
		}
		// the caller that writes the event later is not its caller
		setCallerData(event.hasCallerData() ? event.getCallerData() : UNKNOWN_CALLER);
		addKeyValuePair(BUFFERED);
	}

	/**
	 * Adds the values for other encoders than golambda's.
	 * @param values the masked values
	 */
	void addValues(Map<String, @Nullable Object> values) {
		values.forEach((key, value) -> {
			if (!key.equals(BUFFERED.key)) {
				addKeyValuePair(new KeyValuePair(key, value));
			}
		});
	}

	/**
	 * Returns the line that an encoder wrote when the event was logged.
	 * @param encoder the encoder
	 * @return the line, or {@code null} if the encoder did not get the event
	 */
	byte @Nullable [] line(LambdaJsonEncoder encoder) {
		return this.lines.get(encoder);
	}

	/**
	 * Returns the approximate size in memory in bytes.
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
