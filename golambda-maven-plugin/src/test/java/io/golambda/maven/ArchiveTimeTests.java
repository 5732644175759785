package io.golambda.maven;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ArchiveTimeTests {

	@ParameterizedTest
	@CsvSource({ "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00, 2026-01-01T00:00:00Z",
			"1767225601, 2026-01-01T00:00:00Z", "2026-01-01T00:00:03Z, 2026-01-01T00:00:02Z",
			"1970-01-01T00:00:00Z, 1980-02-01T00:00:00Z" })
	void outputTimestampIsRoundedToWhatZipsSupport(String timestamp, Instant expected) {
		assertThat(ArchiveTime.parse(timestamp).instant()).isEqualTo(expected);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "x" })
	void timeIsConstantWithoutOutputTimestamp(String timestamp) {
		assertThat(ArchiveTime.parse(timestamp).instant()).isEqualTo("1980-02-01T00:00:00Z");
	}

	@Test
	void invalidOutputTimestampIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ArchiveTime.parse("yesterday"))
			.withMessage("project.build.outputTimestamp is \"yesterday\", not a time such as 2026-01-01T00:00:00Z or "
					+ "seconds since 1970.");
	}

}
