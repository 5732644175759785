package io.golambda.test;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import org.jspecify.annotations.Nullable;

import io.golambda.logging.LambdaJsonEncoder;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LogbackSupport;

/**
 * Passes on each line as golambda's console writes it.
 */
final class CapturingAppender extends OutputStreamAppender<ILoggingEvent> {

	private final BooleanSupplier wanted;

	CapturingAppender(LoggerContext logback, @Nullable LineFormat format, BooleanSupplier wanted,
			Consumer<LogLine> lines) {
		this.wanted = wanted;
		setContext(logback);
		LambdaJsonEncoder encoder = new LambdaJsonEncoder(format);
		encoder.setContext(logback);
		setEncoder(encoder);
		setOutputStream(new OutputStream() {

			@Override
			public void write(int b) {
				throw new UnsupportedOperationException("A line is one write");
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				String line = new String(bytes, offset, length, StandardCharsets.UTF_8).stripTrailing();
				if (!line.isEmpty()) {
					lines.accept(LogLine.of(line, (format != null) ? format : LogbackSupport.formatOf(logback)));
				}
			}

		});
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (this.wanted.getAsBoolean()) {
			super.append(event);
		}
	}

}
