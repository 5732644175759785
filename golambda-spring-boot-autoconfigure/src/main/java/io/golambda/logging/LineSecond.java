package io.golambda.logging;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The text that the times within a second have in common.
 */
record LineSecond(long epochSecond, char[] text) {

	static LineSecond of(long epochSecond) {
		LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
		int year = time.getYear();
		if (year < 0 || year > 9999) {
			return new LineSecond(epochSecond, (DistantTime.FORMAT.format(time) + ".000Z").toCharArray());
		}
		char[] text = "yyyy-MM-ddTHH:mm:ss.000Z".toCharArray();
		number(year / 100, text, 0);
		number(year % 100, text, 2);
		number(time.getMonthValue(), text, 5);
		number(time.getDayOfMonth(), text, 8);
		number(time.getHour(), text, 11);
		number(time.getMinute(), text, 14);
		number(time.getSecond(), text, 17);
		return new LineSecond(epochSecond, text);
	}

	char[] with(int millis) {
		char[] time = this.text.clone();
		int end = time.length - 1;
		time[end - 3] = (char) ('0' + millis / 100);
		number(millis % 100, time, end - 2);
		return time;
	}

	private static void number(int number, char[] text, int start) {
		text[start] = (char) ('0' + number / 10);
		text[start + 1] = (char) ('0' + number % 10);
	}

	// a class of its own, because the JDK's formatters are slow to load
	private static final class DistantTime {

		private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss",
				Locale.ROOT);

	}

}
