package io.golambda.sentry;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how long an invocation waits for its events to be sent.
 */
class SentryScopesTests {

	@Test
	void waitDoesNotExceedTheRemainingTime() {
		assertThat(SentryScopes.maxWait(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(2));
		assertThat(SentryScopes.maxWait(Duration.ofMillis(1000))).isEqualTo(Duration.ofMillis(700));
		assertThat(SentryScopes.maxWait(Duration.ofMillis(100)).isNegative()).isTrue();
	}

}
