package io.golambda.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.logging.LogLevel;
import org.springframework.core.env.Environment;

import io.golambda.error.FrameFolding;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LogField;

/**
 * Configures log lines.
 *
 * @param format Format of log lines. By default JSON in Lambda, and Spring Boot's console
 * format elsewhere.
 * @param order Fields of a JSON line in their order; other fields are omitted. By default
 * level, request-id, tenant-id, cold-start, trace-id, correlation-id, time, logger,
 * values, message and the error-… fields of exceptions. Also available are thread,
 * function-name, function-version and memory-size.
 * @param fields Names of fields of a JSON line that override the default names, such as
 * request-id=requestId.
 * @param maskedKeys Words of keys whose values are masked, in addition to password,
 * secret, token, session, pin and similar words. A word matches whole words of a key:
 * iban masks senderIban and SENDER_IBAN.
 * @param logEvent Level at which the event and the result of an invocation are logged;
 * off for never.
 * @param correlationId Source of the correlation id on the lines of an invocation:
 * sqs-message-id, xray-root, api-gateway-request-id, event-bridge-id, attribute:NAME for
 * an attribute of the only record, or a JSON pointer into the event such as
 * /detail/orderId. By default lines have no correlation id.
 * @param debugOnFailure Whether debug lines are held back and written if the invocation
 * fails.
 * @param debugSampleRate Share of invocations, from 0 to 1, that log at debug.
 */
@ConfigurationProperties(LoggingProperties.PREFIX)
record LoggingProperties(@DefaultValue(LoggingProperties.DEFAULT_FORMAT) Format format, @Nullable List<LogField> order,
		@DefaultValue Map<LogField, String> fields, @DefaultValue List<String> maskedKeys,
		@DefaultValue(LoggingProperties.DEFAULT_LOG_EVENT) LogLevel logEvent, @Nullable String correlationId,
		boolean debugOnFailure, double debugSampleRate) {

	static final String PREFIX = "golambda.logging";

	static final String DEFAULT_FORMAT = "auto";

	static final String DEFAULT_LOG_EVENT = "debug";

	LoggingProperties {
		if (!(debugSampleRate >= 0 && debugSampleRate <= 1)) {
			throw new InvalidPropertyException(PREFIX + ".debug-sample-rate", debugSampleRate,
					"it is a share, from 0 for no invocation to 1 for all");
		}
	}

	static LoggingProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, LoggingProperties.class, LoggingProperties::defaults);
	}

	static LoggingProperties defaults() {
		return new LoggingProperties(Format.AUTO, null, Map.of(), List.of(), LogLevel.DEBUG, null, false, 0);
	}

	boolean isJson(Environment environment) {
		return this.format == Format.JSON
				|| (this.format == Format.AUTO && LambdaEnvironmentPostProcessor.isLambda(environment));
	}

	/**
	 * Returns the level of the lines with event and result, or {@code null} for none.
	 */
	@Nullable Level eventLevel() {
		return (this.logEvent != LogLevel.OFF) ? Level.valueOf(this.logEvent.name()) : null;
	}

	/**
	 * Returns the names of the properties that are set and that only change JSON lines.
	 */
	List<String> namesOfLineSettings() {
		List<String> names = new ArrayList<>();
		if (this.order != null) {
			names.add(PREFIX + ".order");
		}
		if (!this.fields.isEmpty()) {
			names.add(PREFIX + ".fields");
		}
		if (!this.maskedKeys.isEmpty()) {
			names.add(PREFIX + ".masked-keys");
		}
		return names;
	}

	LineFormat lineFormat(LambdaEnvironment environment, FrameFolding folding) {
		List<String> masked = new ArrayList<>(LineFormat.DEFAULT_MASKED_KEYS);
		masked.addAll(this.maskedKeys);
		return LineFormat.of(environment, Optional.ofNullable(this.order).orElse(LineFormat.DEFAULT_ORDER), this.fields,
				masked, folding);
	}

	/**
	 * The format of log lines.
	 */
	enum Format {

		/**
		 * JSON in Lambda, Spring Boot's console format elsewhere.
		 */
		AUTO,

		/**
		 * One JSON object for each line.
		 */
		JSON,

		/**
		 * Spring Boot's console format.
		 */
		CONSOLE

	}

}
