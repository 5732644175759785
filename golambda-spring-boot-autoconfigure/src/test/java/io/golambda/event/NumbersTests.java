package io.golambda.event;

import java.math.BigDecimal;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests numbers beyond the range of Java's primitives.
 */
class NumbersTests {

	@ParameterizedTest
	@ValueSource(strings = { "1e400", "-1e400", "15450846509871545084650", "1545084650987.5",
			"\"15450846509871545084650\"" })
	void timeInMillisecondsBeyondLongIsOmitted(String written) {
		EventRecord activeMq = Event
			.of("{\"eventSource\":\"aws:mq\",\"messages\":[{\"data\":\"eA==\",\"timestamp\":" + written + "}]}")
			.records()
			.get(0);
		EventRecord firehose = Event
			.of("{\"deliveryStreamArn\":\"a\",\"records\":[{\"data\":\"eA==\",\"approximateArrivalTimestamp\":"
					+ written + "}]}")
			.records()
			.get(0);
		for (EventRecord record : new EventRecord[] { activeMq, firehose }) {
			assertThat(record.timestamp()).isEmpty();
			assertThat(record.text()).isEqualTo("x");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e400", "-1e400", "12345678901234567890123456789012345678901" })
	void timeInSecondsBeyondDoubleIsOmitted(String written) {
		EventRecord kinesis = Event
			.of("{\"Records\":[{\"eventSource\":\"aws:kinesis\",\"kinesis\":{\"data\":\"eA==\","
					+ "\"approximateArrivalTimestamp\":" + written + "}}]}")
			.records()
			.get(0);
		EventRecord dynamoDb = Event
			.of("{\"Records\":[{\"eventSource\":\"aws:dynamodb\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"x\"}},"
					+ "\"ApproximateCreationDateTime\":" + written + "}}]}")
			.records()
			.get(0);
		assertThat(kinesis.timestamp()).isEmpty();
		assertThat(kinesis.text()).isEqualTo("x");
		assertThat(dynamoDb.timestamp()).isEmpty();
		assertThat(dynamoDb.text()).isEqualTo("{\"id\":\"x\"}");
	}

	@Test
	void attributeKeepsEveryDigit() {
		String size = "123456789012345678901234567890";
		EventRecord record = Event
			.of("{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{\"object\":{\"size\":" + size + "}}}]}")
			.records()
			.get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("size", size));
		assertThat(record.bind(JsonNode.class).at("/s3/object/size").bigIntegerValue()).hasToString(size);
	}

	@Test
	void numberBeyondDoubleIsExactAsBigDecimal() {
		EventRecord record = Event.encapSqs("{\"amount\":1e400}").records().get(0);
		assertThat(record.bind(Exact.class).amount()).isEqualByComparingTo(new BigDecimal("1e400"));
	}

	@Test
	void numberBeyondDoubleIsInfiniteAsDouble() {
		EventRecord record = Event.encapSqs("{\"amount\":-1e400}").records().get(0);
		assertThat(record.bind(Rounded.class).amount()).isEqualTo(Double.NEGATIVE_INFINITY);
	}

	record Exact(BigDecimal amount) {

	}

	record Rounded(double amount) {

	}

}
