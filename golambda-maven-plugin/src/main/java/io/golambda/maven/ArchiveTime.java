package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * The time of all files in an archive, which makes it reproducible. A zip has local times
 * with a precision of two seconds; they are written as UTC, the time zone in which Lambda
 * unpacks them.
 *
 * @param instant the time
 */
record ArchiveTime(Instant instant) {

	// the first month that every tool and time zone reads the same
	private static final Instant DEFAULT = Instant.parse("1980-02-01T00:00:00Z");

	/**
	 * Parses the property {@code project.build.outputTimestamp}.
	 * @param timestamp an ISO 8601 time or seconds since 1970; anything else that has one
	 * character, or {@code null}, is a constant time
	 */
	static ArchiveTime parse(@Nullable String timestamp) {
		if (timestamp == null || timestamp.isBlank()
				|| (timestamp.length() == 1 && !Character.isDigit(timestamp.charAt(0)))) {
			return new ArchiveTime(DEFAULT);
		}
		try {
			Instant instant = timestamp.chars().allMatch(Character::isDigit)
					? Instant.ofEpochSecond(Long.parseLong(timestamp)) : OffsetDateTime.parse(timestamp).toInstant();
			long even = instant.getEpochSecond() / 2 * 2;
			return new ArchiveTime(instant.isBefore(DEFAULT) ? DEFAULT : Instant.ofEpochSecond(even));
		}
		catch (DateTimeException | NumberFormatException ex) {
			throw new IllegalArgumentException("project.build.outputTimestamp is \"" + timestamp
					+ "\", not a time such as 2026-01-01T00:00:00Z or seconds since 1970.", ex);
		}
	}

	/**
	 * Returns the milliseconds that a zip writer, which converts to local time, writes as
	 * UTC.
	 */
	long zipMillis() {
		return LocalDateTime.ofInstant(this.instant, ZoneOffset.UTC)
			.atZone(ZoneId.systemDefault())
			.toInstant()
			.toEpochMilli();
	}

	void applyTo(Path file) throws IOException {
		Files.setLastModifiedTime(file, FileTime.from(this.instant));
	}

}
