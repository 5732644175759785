package io.golambda.autoconfigure;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
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

	// as Spring Boot reads them
	private static final Pattern SIMPLE = Pattern.compile("(\\d{1,9})(ms|s)?");

	TimeoutProperties {
		if (margin.isNegative()) {
			throw new InvalidPropertyException(PREFIX + ".margin", margin,
					"it is a time before the timeout, such as 500ms, or 0 to switch the report off");
		}
	}

	static TimeoutProperties of(Environment environment) {
		if (!BoundProperties.isAnySet(environment, PREFIX)) {
			return defaults();
		}
		String margin = environment.getProperty(PREFIX + ".margin", DEFAULT_MARGIN);
		String interrupt = environment.getProperty(PREFIX + ".interrupt", "false");
		Matcher simple = SIMPLE.matcher(margin);
		// binding loads a hundred classes, which switching off is meant to save
		return (simple.matches() && (interrupt.equals("true") || interrupt.equals("false")))
				? new TimeoutProperties(duration(simple), interrupt.equals("true"))
				: Binder.get(environment).bindOrCreate(PREFIX, TimeoutProperties.class);
	}

	private static Duration duration(Matcher simple) {
		long number = Long.parseLong(simple.group(1));
		return "s".equals(simple.group(2)) ? Duration.ofSeconds(number) : Duration.ofMillis(number);
	}

	static TimeoutProperties defaults() {
		return new TimeoutProperties(Duration.ofMillis(500), false);
	}

	boolean isOff() {
		return this.margin.isZero();
	}

}
