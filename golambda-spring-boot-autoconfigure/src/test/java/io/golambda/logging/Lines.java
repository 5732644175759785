package io.golambda.logging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Collects the lines of a separate logging context.
 */
final class Lines {

	static final LineFormat FORMAT = LineFormat.of(LambdaEnvironment.of(Map.of()));

	private static final JsonMapper STRICT = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private final List<byte[]> lines = Collections.synchronizedList(new ArrayList<>());

	private final Logger logger;

	Lines(LineFormat format) {
		this(format, context());
	}

	Lines(LineFormat format, LoggerContext context) {
		LambdaJsonEncoder encoder = new LambdaJsonEncoder(format);
		encoder.setContext(context);
		encoder.start();
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
			@Override
			protected void append(ILoggingEvent event) {
				Lines.this.lines.add(encoder.encode(event));
			}
		};
		appender.setContext(context);
		appender.start();
		this.logger = context.getLogger("com.acme.Colors");
		this.logger.addAppender(appender);
	}

	private static LoggerContext context() {
		LoggerContext context = new LoggerContext();
		context.setMDCAdapter(new LogbackMDCAdapter());
		return context;
	}

	Logger logger() {
		return this.logger;
	}

	/**
	 * Returns the only line, as JSON without duplicate keys.
	 */
	JsonNode only() {
		if (this.lines.size() != 1) {
			throw new AssertionError(this.lines.size() + " lines");
		}
		return read(this.lines.get(0));
	}

	String text() {
		only();
		return new String(this.lines.get(0), StandardCharsets.UTF_8);
	}

	void forget() {
		this.lines.clear();
	}

	List<JsonNode> all() {
		return this.lines.stream().map(Lines::read).toList();
	}

	private static JsonNode read(byte[] line) {
		if (line.length > 256 * 1024) {
			throw new AssertionError(line.length + " bytes");
		}
		for (int i = 0; i < line.length; i++) {
			if ((line[i] == '\n') != (i == line.length - 1) || line[i] == '\r') {
				throw new AssertionError("not one line");
			}
		}
		return STRICT.readTree(line);
	}

}
