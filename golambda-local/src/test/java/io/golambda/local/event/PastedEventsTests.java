package io.golambda.local.event;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class PastedEventsTests {

	private static final String EVENT = Event.encapSqs("{\"total\": 17.50, \"text\": \"a\\\"b\\\\c {} []\"}").json();

	private static final String QUOTED = JsonMapper.shared().writeValueAsString(EVENT);

	@Test
	void eventIsRead() {
		PastedEvent pasted = PastedEvents.read(" \n" + EVENT + "\n");
		assertThat(pasted.found()).isEqualTo(PastedEvent.Found.EVENT);
		assertThat(pasted.source()).isEqualTo("SQS");
		assertThat(pasted.records()).isOne();
		assertIsEvent(pasted);
	}

	@Test
	void eventWithoutASourceIsRead() {
		PastedEvent pasted = PastedEvents.read("{\"order\":17.50}");
		assertThat(pasted.event()).isEqualTo("{\n  \"order\": 17.50\n}");
		assertThat(pasted.source()).isNull();
		assertThat(pasted.found()).isEqualTo(PastedEvent.Found.EVENT);
	}

	@Test
	void eventWithoutASourceMayCarryAnEvent() {
		PastedEvent pasted = PastedEvents.read("{\"input\":" + EVENT + "}");
		assertThat(pasted.source()).isNull();
		assertThat(pasted.event()).startsWith("{\n  \"input\": {");
	}

	@Test
	void golambdasLogLineHasTheEvent() {
		assertIsInLogLine(
				"{\"level\":\"info\",\"lambda.requestID\":\"r-1\",\"time\":\"2026-01-31T12:00:00.000Z\",\"event\":"
						+ EVENT + ",\"message\":\"Invocation starts\"}");
	}

	@Test
	void logLineHasTheEventAsText() {
		assertIsInLogLine("{\"level\":\"info\",\"event\":" + QUOTED + ",\"message\":\"Invocation starts\"}");
	}

	@Test
	void logLineHasTheEventAtAnyKey() {
		assertIsInLogLine(
				"{\"level\":\"error\",\"error\":{\"values\":[1,{\"input\":" + EVENT + "}]},\"message\":\"failed\"}");
	}

	@Test
	void logLineHasATimeInFront() {
		assertIsInLogLine("2026-01-31T12:00:00.000Z\t{\"level\":\"info\",\"event\":" + EVENT + "}");
		assertIsInLogLine("2026-01-31T12:00:00.000+01:00 [main] INFO  c.e.Orders - received " + EVENT);
		assertIsInLogLine("2026-01-31T12:00:00.000Z\tr-1\tINFO\tEVENT\t" + EVENT + "\n");
	}

	@Test
	void managedLogFormatHasTheEventInItsMessage() {
		String message = JsonMapper.shared().writeValueAsString("received event: " + EVENT + " at last");
		assertIsInLogLine("{\"timestamp\":\"2026-01-31T12:00:00.000Z\",\"message\":" + message
				+ ",\"level\":\"INFO\",\"AWSRequestId\":\"r-1\"}");
	}

	@Test
	void oneOfSeveralLinesHasTheEvent() {
		assertIsInLogLine("""
				2026-01-31T12:00:00.000Z INIT_START Runtime Version: java:25.v1
				2026-01-31T12:00:00.001Z START RequestId: r-1 Version: $LATEST
				2026-01-31T12:00:00.002Z {"level":"info","message":"before"}
				2026-01-31T12:00:00.003Z {"level":"info","event":%s}
				2026-01-31T12:00:00.004Z {"level":"info","message":"after"}
				2026-01-31T12:00:00.005Z END RequestId: r-1
				""".formatted(EVENT));
	}

	@Test
	void indentedEventFollowsATime() {
		assertIsInLogLine("2026-01-31T12:00:00.000Z INFO received\n" + PrettyJson.of(EVENT) + "\nEND RequestId: r-1");
		assertIsInLogLine("2026-01-31T12:00:00.000Z INFO received " + PrettyJson.of(EVENT));
	}

	@Test
	void eventIsInTheResultOfLogsInsights() {
		String line = JsonMapper.shared().writeValueAsString("{\"level\":\"info\",\"event\":" + QUOTED + "}");
		assertIsInLogLine("[{\"@timestamp\":\"2026-01-31 12:00:00.000\",\"@message\":" + line + "}]");
	}

	@Test
	void escapedEventIsRead() {
		assertIsInLogLine(QUOTED.substring(1, QUOTED.length() - 1));
		assertIsInLogLine("\"message\":" + QUOTED + ",");
		String twice = JsonMapper.shared().writeValueAsString(QUOTED);
		assertIsInLogLine("message=" + twice);
		assertIsInLogLine("1769860800000,\"" + EVENT.replace("\"", "\"\"") + "\"");
	}

	@Test
	void stringIsReadAsTheEventInIt() {
		assertIsEvent(PastedEvents.read(QUOTED));
	}

	@Test
	void logLineOfADirectInvocationHasTheEvent() {
		assertThat(
				PastedEvents.read("{\"level\":\"info\",\"event\":{\"order\":17.50},\"message\":\"Invocation starts\"}"))
			.isEqualTo(new PastedEvent("{\n  \"order\": 17.50\n}", null, 0, PastedEvent.Found.LOG_LINE));
		assertThat(PastedEvents.read("2026-01-31T12:00:00.000Z {\"level\":\"info\",\"event\":\"{\\\"order\\\":17}\"}")
			.event()).isEqualTo("{\n  \"order\": 17\n}");
	}

	@Test
	void eventOfEventBridgeIsNoLogLine() {
		PastedEvent pasted = PastedEvents.read(Event.encapEventBridge("{\"level\":\"info\"}").json());
		assertThat(pasted.found()).isEqualTo(PastedEvent.Found.EVENT);
		assertThat(pasted.source()).isEqualTo("EVENTBRIDGE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "START RequestId: r-1", "2026-01-31T12:00:00.000Z [main] INFO {}", "a{b}c[d]" })
	void textWithoutAnEventIsRefused(String text) {
		assertThatThrownBy(() -> PastedEvents.read(text)).isInstanceOf(EventInputException.class)
			.hasMessage("There is no event in this text. Paste an event as JSON, or a complete log line with one.");
	}

	@Test
	void brokenEventNamesThePosition() {
		assertThatThrownBy(() -> PastedEvents.read(EVENT.substring(0, EVENT.length() - 5)))
			.hasMessageContaining("This is not JSON: it breaks off or goes wrong at line 1, column");
		assertThatThrownBy(() -> PastedEvents.read(" ")).hasMessageStartingWith("The text is empty. Paste");
	}

	@Test
	void hostileTextIsReadInBoundedTime() {
		int size = 250_000;
		String[] texts = { "{\"a\":".repeat(size / 5), "[".repeat(size), "{".repeat(size), "{\\\"".repeat(size / 3),
				"{\"\"".repeat(size / 3), "[{\"a\":1}".repeat(size / 8), "{\n".repeat(size / 2),
				"[\"" + "{\\\\".repeat(size / 3) + "\"]", "{\"message\":\"" + "[1] ".repeat(size / 4) + "\"}",
				"[" + "[1],".repeat(size / 4) + "1]", "{ ".repeat(size / 2), "{\\\"\n".repeat(size / 4) };
		for (String text : texts) {
			assertTimeout(Duration.ofSeconds(4), () -> {
				try {
					PastedEvents.read(text);
				}
				catch (EventInputException ex) {
					assertThat(ex).hasMessageContaining("There is no event");
				}
			}, () -> text.substring(0, 20));
		}
		assertThatThrownBy(() -> PastedEvents.read("x".repeat(33 * 1024 * 1024)))
			.hasMessageStartingWith("The text has more than 32 million characters.");
	}

	private static void assertIsInLogLine(String text) {
		PastedEvent pasted = PastedEvents.read(text);
		assertThat(pasted.found()).isEqualTo(PastedEvent.Found.LOG_LINE);
		assertIsEvent(pasted);
	}

	private static void assertIsEvent(PastedEvent pasted) {
		assertThat(pasted.event()).isEqualTo(PrettyJson.of(EVENT));
	}

}
