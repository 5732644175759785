package io.golambda.logging;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LineSecondTests {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	@ParameterizedTest
	@CsvSource({ "0,1970-01-01T00:00:00.000Z", "1709251199999,2024-02-29T23:59:59.999Z", "-1,1969-12-31T23:59:59.999Z",
			"253402300800007,+10000-01-01T00:00:00.007Z" })
	void writesTimeInUtcWithMilliseconds(long millis, String text) {
		assertThat(text(millis)).isEqualTo(text);
	}

	@Property
	void writesTimeLikeTheJdk(@ForAll @LongRange(min = -200_000_000_000_000L, max = 400_000_000_000_000L) long millis) {
		assertThat(text(millis)).isEqualTo(FORMAT.format(Instant.ofEpochMilli(millis)));
	}

	private static String text(long millis) {
		return new String(LineSecond.of(Math.floorDiv(millis, 1000L)).with((int) Math.floorMod(millis, 1000L)));
	}

}
