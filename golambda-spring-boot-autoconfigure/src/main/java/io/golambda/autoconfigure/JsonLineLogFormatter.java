package io.golambda.autoconfigure;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

import io.golambda.logging.JsonLine;

/**
 * Has Spring Boot's console appender write golambda's JSON lines.
 */
final class JsonLineLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

	private final JsonLine line = new JsonLine();

	@Override
	public String format(ILoggingEvent event) {
		return new String(this.line.format(event), StandardCharsets.UTF_8);
	}

	@Override
	public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
		// JSON is UTF-8, whatever the console is set to
		return this.line.format(event);
	}

}
