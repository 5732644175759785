package io.golambda.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Properties for tracing.
 *
 * @param awsClients Whether requests of the AWS SDK continue the current span, by X-Ray's
 * tracing header.
 * @param messageAttributes Whether messages that the AWS SDK sends to SQS and SNS also
 * get the current span as message attributes, such as traceparent, for receivers that do
 * not read X-Ray's tracing header. management.tracing.propagation.produce chooses the
 * attributes.
 */
@ConfigurationProperties(TracingProperties.PREFIX)
record TracingProperties(@DefaultValue("true") boolean awsClients, boolean messageAttributes) {

	static final String PREFIX = "golambda.tracing";

	static TracingProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, TracingProperties.class,
				() -> new TracingProperties(true, false));
	}

}
