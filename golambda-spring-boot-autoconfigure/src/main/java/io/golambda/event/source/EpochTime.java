package io.golambda.event.source;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Reads times since 1970 that are written as numbers. Emulators of AWS write milliseconds
 * instead of seconds. Unless the unit is known, a number beyond the year 9999 is
 * therefore read in the largest smaller unit that avoids this.
 */
final class EpochTime {

	private static final int MAX_DIGITS = 40;

	private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999999Z");

	private static final double MAX_MILLIS = MAX.toEpochMilli();

	private static final int NANOSECOND = -6;

	private EpochTime() {
	}

	static Optional<Instant> seconds(@Nullable String digits) {
		return of(digits, 3);
	}

	static Optional<Instant> millis(@Nullable String digits) {
		return (digits != null && digits.chars().allMatch(EpochTime::isOfWholeNumber)) ? of(digits, 0)
				: Optional.empty();
	}

	static Optional<Instant> of(@Nullable String digits, ChronoUnit unit) {
		if (digits == null || digits.length() > MAX_DIGITS || !digits.chars().allMatch(EpochTime::isOfNumber)) {
			return Optional.empty();
		}
		try {
			long number = new BigDecimal(digits).longValueExact();
			return Optional.of(Instant.EPOCH.plus(number, unit)).filter((time) -> !time.isAfter(MAX));
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	// the unit is a power of ten of milliseconds
	private static Optional<Instant> of(@Nullable String digits, int largestUnit) {
		if (digits == null || digits.length() > MAX_DIGITS || !digits.chars().allMatch(EpochTime::isOfNumber)) {
			return Optional.empty();
		}
		try {
			double number = Double.parseDouble(digits);
			for (int unit = largestUnit; unit >= NANOSECOND; unit -= 3) {
				double millis = number * Math.pow(10, unit);
				if (Math.abs(millis) <= MAX_MILLIS) {
					return Optional.of(Instant.ofEpochMilli(Math.round(millis)));
				}
			}
			return Optional.empty();
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	// Double.parseDouble also accepts suffixes and names such as NaN
	private static boolean isOfNumber(int character) {
		return isOfWholeNumber(character) || "+.eE".indexOf(character) >= 0;
	}

	private static boolean isOfWholeNumber(int character) {
		return (character >= '0' && character <= '9') || character == '-';
	}

}
