package io.golambda.metrics;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Converts names and values to what CloudWatch accepts: printable ASCII of a limited
 * length.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html">Dimension</a>
 */
final class CloudWatchText {

	static final int MAX_METRIC_NAME = 255;

	// 255 in CloudWatch's API, 250 in the schema of the Embedded Metric Format
	static final int MAX_DIMENSION_NAME = 250;

	static final int MAX_DIMENSION_VALUE = 1024;

	/**
	 * The members of a line that have a meaning of their own.
	 */
	private static final Set<String> RESERVED = Set.of("_aws", "level", "timestamp",
			MetricDimension.FUNCTION_NAME.member(), MetricDimension.FUNCTION_VERSION.member(),
			MetricDimension.TENANT_ID.member(), LineContext.REQUEST_ID, LineContext.TRACE_ID, LineContext.TENANT_ID,
			LineContext.COLD_START);

	private CloudWatchText() {
	}

	/**
	 * Returns the name of a metric.
	 * @return the name, or {@code null} if nothing of it is valid
	 */
	static @Nullable String metricName(String name) {
		String valid = ascii(name, MAX_METRIC_NAME);
		if (valid.isBlank()) {
			return null;
		}
		return RESERVED.contains(valid) ? "metric." + valid : valid;
	}

	/**
	 * Returns the name of a dimension or property for the key of a tag.
	 * @param metric the name of the metric, which no other member may have
	 * @return the name, or {@code null} if nothing of it is valid
	 */
	static @Nullable String tagName(String key, @Nullable String metric) {
		String valid = ascii(key, MAX_DIMENSION_NAME);
		if (valid.isBlank()) {
			return null;
		}
		if (RESERVED.contains(valid) || valid.equals(metric)) {
			return ascii("tag." + valid, MAX_DIMENSION_NAME);
		}
		return (valid.charAt(0) == ':') ? "_" + valid.substring(1) : valid;
	}

	/**
	 * Returns the value of a dimension.
	 * @return the value, or {@code null} if nothing of it is valid
	 */
	static @Nullable String dimensionValue(String value) {
		String valid = ascii(value, MAX_DIMENSION_VALUE);
		return valid.isBlank() ? null : valid;
	}

	private static String ascii(String text, int maxLength) {
		if (text.length() <= maxLength && text.chars().allMatch(CloudWatchText::isPrintable)) {
			return text;
		}
		StringBuilder ascii = new StringBuilder();
		text.codePoints()
			// each takes at least one character
			.limit(maxLength)
			.forEach((character) -> {
				if (isPrintable(character)) {
					ascii.append((char) character);
				}
				else if (character < 0x80) {
					ascii.append('_');
				}
				else {
					ascii.append("U+").append(Integer.toHexString(character).toUpperCase(Locale.ROOT));
				}
			});
		if (ascii.length() > maxLength) {
			ascii.setLength(maxLength);
		}
		return ascii.toString();
	}

	private static boolean isPrintable(int character) {
		return character >= 0x20 && character < 0x7F;
	}

}
