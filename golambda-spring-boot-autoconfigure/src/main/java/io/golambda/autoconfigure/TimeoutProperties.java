package io.golambda.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Configures the report of a function that is about to time out.
 *
 * @param margin Time before the timeout at which a function is logged and reported as
 * about to time out, at most a tenth of the time that an invocation has; 0 for never.
 * @param interrupt Whether the function is interrupted after that, so that the invocation
 * fails with a FunctionTimeoutException and the execution environment survives.
 */
@ConfigurationProperties(TimeoutProperties.PREFIX)
record TimeoutProperties(@DefaultValue(TimeoutProperties.DEFAULT_MARGIN) Duration margin, boolean interrupt) {

	static final String PREFIX = "golambda.timeout";

	static final String DEFAULT_MARGIN = "500ms";

	TimeoutProperties {
		if (margin.isNegative()) {
			throw new InvalidPropertyException(PREFIX + ".margin", margin,
					"it is a time before the timeout, such as 500ms, or 0 to switch the report off");
		}
	}

	static TimeoutProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, TimeoutProperties.class, TimeoutProperties::defaults);
	}

	static TimeoutProperties defaults() {
		return new TimeoutProperties(Duration.ofMillis(500), false);
	}

	boolean isOff() {
		return this.margin.isZero();
	}

}
