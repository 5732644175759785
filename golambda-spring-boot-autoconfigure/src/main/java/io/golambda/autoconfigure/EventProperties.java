package io.golambda.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Properties for reading events.
 *
 * @param inflatedLimit Size up to which a compressed payload is inflated, such as the
 * data of CloudWatch Logs. All payloads of an event together are limited to the same
 * size, or a quarter of the heap if that is larger, but never to more than half of the
 * heap.
 */
@ConfigurationProperties(EventProperties.PREFIX)
record EventProperties(@DefaultValue(EventProperties.DEFAULT_INFLATED_MEGABYTES + "MB") DataSize inflatedLimit) {

	static final String PREFIX = "golambda.event";

	static final long DEFAULT_INFLATED_MEGABYTES = 64;

	EventProperties {
		if (inflatedLimit.toBytes() <= 0) {
			throw new InvalidPropertyException(PREFIX + ".inflated-limit", inflatedLimit,
					"it must be larger than zero, such as 64MB");
		}
	}

	static EventProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, EventProperties.class,
				() -> new EventProperties(DataSize.ofMegabytes(DEFAULT_INFLATED_MEGABYTES)));
	}

	int inflatedBytes() {
		// the largest array is a little shorter
		return (int) Math.min(this.inflatedLimit.toBytes(), Integer.MAX_VALUE - 1024);
	}

}
