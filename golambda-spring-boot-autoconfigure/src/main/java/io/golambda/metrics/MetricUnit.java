package io.golambda.metrics;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A unit of CloudWatch, and how to convert a value to it.
 *
 * @param name the name of the unit in CloudWatch
 * @param factor the factor by which to multiply a value
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html">MetricDatum</a>
 */
record MetricUnit(String name, double factor) {

	static final MetricUnit COUNT = new MetricUnit("Count", 1);

	static final MetricUnit MILLISECONDS = new MetricUnit("Milliseconds", 1);

	static final MetricUnit NONE = new MetricUnit("None", 1);

	private static final Map<String, MetricUnit> KNOWN = Map.ofEntries(entry("ns", "Microseconds", 1e-3),
			entry("nanosecond", "Microseconds", 1e-3), entry("us", "Microseconds", 1), entry("µs", "Microseconds", 1),
			entry("microsecond", "Microseconds", 1), entry("ms", "Milliseconds", 1),
			entry("millisecond", "Milliseconds", 1), entry("milli", "Milliseconds", 1), entry("s", "Seconds", 1),
			entry("sec", "Seconds", 1), entry("second", "Seconds", 1), entry("min", "Seconds", 60),
			entry("minute", "Seconds", 60), entry("h", "Seconds", 3600), entry("hour", "Seconds", 3600),
			entry("day", "Seconds", 86_400), entry("b", "Bytes", 1), entry("byte", "Bytes", 1),
			entry("kb", "Kilobytes", 1), entry("kilobyte", "Kilobytes", 1), entry("mb", "Megabytes", 1),
			entry("megabyte", "Megabytes", 1), entry("gb", "Gigabytes", 1), entry("gigabyte", "Gigabytes", 1),
			entry("tb", "Terabytes", 1), entry("terabyte", "Terabytes", 1), entry("bit", "Bits", 1),
			entry("kilobit", "Kilobits", 1), entry("megabit", "Megabits", 1), entry("gigabit", "Gigabits", 1),
			entry("terabit", "Terabits", 1), entry("%", "Percent", 1), entry("percent", "Percent", 1),
			entry("count", "Count", 1), entry("none", "None", 1));

	private static final String PER_SECOND = "/Second";

	private static Map.Entry<String, MetricUnit> entry(String baseUnit, String name, double factor) {
		return Map.entry(baseUnit, new MetricUnit(name, factor));
	}

	/**
	 * Returns the unit for a base unit of Micrometer, such as {@code bytes},
	 * {@code seconds} or {@code threads}. A base unit that CloudWatch does not have, such
	 * as {@code orders}, is a count of them.
	 * @param baseUnit the base unit, or {@code null}
	 * @param absent the unit if there is no base unit
	 */
	static MetricUnit of(@Nullable String baseUnit, MetricUnit absent) {
		if (baseUnit == null || baseUnit.isBlank()) {
			return absent;
		}
		String name = baseUnit.strip().toLowerCase(Locale.ROOT);
		int per = Math.max(name.indexOf('/'), name.indexOf(" per "));
		if (per < 0) {
			return unit(name);
		}
		MetricUnit part = unit(name.substring(0, per).strip());
		String time = name.substring(name.startsWith(" per ", per) ? per + 5 : per + 1).strip();
		boolean isRate = part.name.startsWith("Count") || part.name.endsWith("bits") || part.name.endsWith("ytes")
				|| part.name.equals("Bits");
		return (isRate && unit(time).equals(KNOWN.get("second"))) ? new MetricUnit(part.name + PER_SECOND, part.factor)
				: NONE;
	}

	private static MetricUnit unit(String name) {
		MetricUnit known = KNOWN.get(name);
		if (known == null && name.endsWith("s")) {
			known = KNOWN.get(name.substring(0, name.length() - 1));
		}
		return (known != null) ? known : COUNT;
	}

}
