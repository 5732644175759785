package io.golambda.autoconfigure;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.lambda.LambdaInvoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The limit for inflating compressed payloads.
 */
@SpringBootTest(properties = "golambda.event.inflated-limit=10KB")
class InflatedLimitTests {

	@Autowired
	private LambdaInvoker invoker;

	@Test
	void rejectsAPayloadAboveTheLimit() throws Exception {
		assertThat(new String(this.invoker.invoke(Event.encapCloudWatchLogs("x".repeat(9_000))))).isEqualTo("9000");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> this.invoker.invoke(Event.encapCloudWatchLogs("x".repeat(11_000))))
			.withMessageContaining("inflates to more than the limit of 10240 bytes")
			.withMessageContaining("golambda.event.inflated-limit");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0B", "-1MB" })
	void invalidLimitFailsTheStart(String limit) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> new SpringApplicationBuilder(Logs.class).run("--golambda.event.inflated-limit=" + limit)
				.close())
			.havingRootCause()
			.withMessageContaining("golambda.event.inflated-limit is ")
			.withMessageContaining("such as 64MB");
	}

	/**
	 * A function of log events.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Logs {

		@Bean
		Function<Event, Integer> logs() {
			return (event) -> {
				List<EventRecord> records = event.records();
				return records.get(0).text().length();
			};
		}

	}

}
