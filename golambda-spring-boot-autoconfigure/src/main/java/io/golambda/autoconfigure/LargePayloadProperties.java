package io.golambda.autoconfigure;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Configures large payloads, which AWS's extended clients for SQS and SNS store in S3.
 *
 * @param buckets Names of the buckets from which the payloads of messages are read. If
 * none is named, the pointers in messages are not followed.
 * @param maxSize Size up to which a payload is read as a whole; also limited to a quarter
 * of the heap. Streams are not limited.
 * @param deleteAfterSuccess Whether objects are deleted that were read for records that
 * succeeded.
 */
@ConfigurationProperties(LargePayloadProperties.PREFIX)
record LargePayloadProperties(@DefaultValue List<String> buckets,
		@DefaultValue(LargePayloadProperties.DEFAULT_MEGABYTES + "MB") DataSize maxSize, boolean deleteAfterSuccess) {

	static final String PREFIX = "golambda.large-payload";

	static final long DEFAULT_MEGABYTES = 64;

	LargePayloadProperties {
		for (String bucket : buckets) {
			if (bucket.isBlank() || bucket.contains("*") || bucket.contains("/")) {
				throw new InvalidPropertyException(PREFIX + ".buckets", bucket,
						"it must be the exact name of a bucket, because the sender of a message names the object "
								+ "that the function reads");
			}
		}
		if (maxSize.toBytes() <= 0) {
			throw new InvalidPropertyException(PREFIX + ".max-size", maxSize,
					"it must be larger than zero, such as 64MB");
		}
		if (deleteAfterSuccess && buckets.isEmpty()) {
			throw new InvalidPropertyException(PREFIX + ".delete-after-success", true,
					"name the buckets in " + PREFIX + ".buckets, without which nothing is read or deleted");
		}
	}

	static LargePayloadProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, LargePayloadProperties.class,
				() -> new LargePayloadProperties(List.of(), DataSize.ofMegabytes(DEFAULT_MEGABYTES), false));
	}

	/**
	 * Returns the maximum size of a payload, 0 to leave pointers as they are.
	 */
	int maxBytes() {
		return this.buckets.isEmpty() ? 0 : (int) Math.min(this.maxSize.toBytes(), Integer.MAX_VALUE - 1024);
	}

}
