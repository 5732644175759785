package io.golambda.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

import io.golambda.tracing.XRayHeaderUse;

/**
 * Properties for tracing.
 *
 * @param awsClients Whether requests of the AWS SDK continue the current span, by X-Ray's
 * tracing header.
 * @param messageAttributes Whether messages that the AWS SDK sends to SQS and SNS also
 * get the current span as message attributes, such as traceparent, for receivers that do
 * not read X-Ray's tracing header. management.tracing.propagation.produce chooses the
 * attributes.
 * @param xRayIds Whether trace ids that OpenTelemetry generates begin with the time, as
 * X-Ray's do.
 * @param xRayHeader Use of the X-Ray header that Lambda passes to each invocation: parent
 * to continue its trace with its sampling decision, link to start a trace that links to
 * it, or ignore. A traceparent of the caller takes precedence.
 * @param flushTimeout Time that an invocation waits at its end until its spans are
 * exported, together with OpenTelemetry's log records and metrics; 0 to not flush.
 */
@ConfigurationProperties(TracingProperties.PREFIX)
record TracingProperties(@DefaultValue("true") boolean awsClients, boolean messageAttributes, boolean xRayIds,
		@DefaultValue(TracingProperties.DEFAULT_X_RAY_HEADER) XRayHeaderUse xRayHeader,
		@DefaultValue(TracingProperties.DEFAULT_FLUSH_TIMEOUT) Duration flushTimeout) {

	static final String PREFIX = "golambda.tracing";

	static final String X_RAY_HEADER = PREFIX + ".x-ray-header";

	static final String DEFAULT_X_RAY_HEADER = "parent";

	static final String DEFAULT_FLUSH_TIMEOUT = "2s";

	TracingProperties {
		if (flushTimeout.isNegative()) {
			throw new InvalidPropertyException(PREFIX + ".flush-timeout", flushTimeout,
					"it is a duration such as 2s, or 0 to not flush");
		}
	}

	static TracingProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, TracingProperties.class, TracingProperties::defaults);
	}

	static TracingProperties defaults() {
		return new TracingProperties(true, false, false, XRayHeaderUse.PARENT, Duration.ofSeconds(2));
	}

}
