package io.golambda.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * How events are read.
 *
 * @param inflatedLimit How large a compressed payload may become, such as the data of
 * CloudWatch Logs. All that is inflated of one event may be as large together, or a
 * quarter of the heap if that is more, but never larger than half of the heap.
 */
@ConfigurationProperties(EventProperties.PREFIX)
record EventProperties(@DefaultValue(EventProperties.DEFAULT_INFLATED_MEGABYTES + "MB") DataSize inflatedLimit) {

	static final String PREFIX = "golambda.event";

	static final long DEFAULT_INFLATED_MEGABYTES = 64;

	EventProperties {
		if (inflatedLimit.toBytes() <= 0) {
			throw new InvalidPropertyException(PREFIX + ".inflated-limit", inflatedLimit,
					"it must be more than nothing, such as 64MB");
		}
	}

	static EventProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, EventProperties.class,
				() -> new EventProperties(DataSize.ofMegabytes(DEFAULT_INFLATED_MEGABYTES)));
	}

	int inflatedBytes() {
		// less than what an array may have
		return (int) Math.min(this.inflatedLimit.toBytes(), Integer.MAX_VALUE - 1024);
	}

}
