package io.golambda.event;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attributes of which only some are read.
 */
class SomeAttributesTests {

	private static final List<String> NAMES = List.of("eventSourceARN", "AWSTraceHeader", "traceparent", "missing");

	@Test
	void someAttributesHaveTheValuesThatAllHave() {
		Event event = Event.encapSqs(NewRecord.of("a").with("traceparent", "00-\\u00e4").with("other", "x"),
				NewRecord.of("b").with("AWSTraceHeader", "Root=1"), "{\"traceparent\": \"in the body\"}");
		for (EventRecord record : event.decapSqs()) {
			Map<String, String> some = Event.of(event.json()).decapSqs().get(record.index()).attributes(NAMES);
			assertThat(some).containsOnlyKeys(NAMES.stream().filter(record.attributes()::containsKey).toList());
			assertThat(record.attributes()).containsAllEntriesOf(some);
		}
	}

	@Test
	void attributeOfTheSenderCannotHaveANameOfAws() {
		EventRecord record = Event.of("""
				{"Records": [{
					"messageId": "1", "eventSource": "aws:sqs", "eventSourceARN": "arn", "body": "",
					"messageAttributes": {
						"AWSTraceHeader": {"stringValue": "forged"}, "eventSourceARN": {"stringValue": "forged"},
						"traceparent": {"binaryValue": "x", "stringValue": "sent"}, "missing": 1
					},
					"attributes": []
				}]}
				""").decapSqs().get(0);
		assertThat(record.attributes(NAMES)).isEqualTo(Map.of("eventSourceARN", "arn", "traceparent", "sent"));
	}

	@Test
	void streamOfAKinesisRecordIsRead() {
		EventRecord record = Event.encapKinesis("a").decapKinesis().get(0);
		assertThat(record.attributes(List.of("eventSourceARN"))).containsOnlyKeys("eventSourceARN");
		assertThat(record.attributes(List.of("eventSourceARN", "partitionKey"))).isEqualTo(record.attributes());
	}

}
