package io.golambda.logging;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A Logback event as one JSON line: {@code level}, {@code lambda.requestID} and what else
 * is in the MDC, {@code time}, {@code logger}, key-value pairs, {@code message},
 * {@code stacktrace}. Safe for use by several threads.
 */
public final class JsonLine {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final JsonFactory json = new JsonFactory();

	private final ThrowableProxyConverter stackTrace = new ThrowableProxyConverter();

	/**
	 * Creates the format.
	 */
	public JsonLine() {
		this.stackTrace.start();
	}

	/**
	 * The line of an event.
	 * @param event the event
	 * @return a JSON object in UTF-8, and a line feed
	 */
	public byte[] format(ILoggingEvent event) {
		ByteArrayOutputStream line = new ByteArrayOutputStream(512);
		try (JsonGenerator out = this.json.createGenerator(ObjectWriteContext.empty(), line, JsonEncoding.UTF8)) {
			out.writeStartObject();
			out.writeStringProperty("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
			for (Map.Entry<String, String> entry : event.getMDCPropertyMap().entrySet()) {
				out.writeStringProperty(entry.getKey(), entry.getValue());
			}
			out.writeStringProperty("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
			out.writeStringProperty("logger", event.getLoggerName());
			List<KeyValuePair> pairs = event.getKeyValuePairs();
			if (pairs != null) {
				for (KeyValuePair pair : pairs) {
					out.writeStringProperty(String.valueOf(pair.key), String.valueOf(pair.value));
				}
			}
			out.writeStringProperty("message", event.getFormattedMessage());
			if (event.getThrowableProxy() != null) {
				out.writeStringProperty("stacktrace", this.stackTrace.convert(event));
			}
			out.writeEndObject();
		}
		line.write('\n');
		return line.toByteArray();
	}

}
