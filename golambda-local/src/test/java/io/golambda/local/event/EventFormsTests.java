package io.golambda.local.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventFormsTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final EventForms forms = new EventForms();

	static Stream<EventForm> forms() {
		return new EventForms().describe().stream();
	}

	@Test
	void thereIsAFormForEachSource() {
		Set<String> made = new HashSet<>();
		for (EventForm form : this.forms.describe()) {
			EventText event = this.forms.build(request(form));
			if (event.source() != null) {
				made.add(event.source());
			}
		}
		Set<String> sources = new HashSet<>();
		for (EventSource source : EventSource.values()) {
			sources.add(source.name());
		}
		sources.remove(EventSource.UNKNOWN.name());
		assertThat(made).isEqualTo(sources);
	}

	@ParameterizedTest
	@MethodSource("forms")
	void idOfAFormNamesTheSourcesFromTheInsideOut(EventForm form) {
		EventText event = this.forms.build(request(form));
		List<String> sources = new ArrayList<>();
		if (event.source() != null) {
			EventRecord record = Event.of(event.event()).records().get(0);
			while (record != null) {
				sources.add(record.source().name());
				record = record.envelope().orElse(null);
			}
		}
		String id = String.join("_OVER_", sources);
		switch (form.id()) {
			case "JSON" -> assertThat(id).isEmpty();
			case "KINESIS_AGGREGATED" -> assertThat(id).isEqualTo("KINESIS_OVER_KINESIS");
			case "EVENTBRIDGE_SCHEDULE" -> assertThat(id).isEqualTo("EVENTBRIDGE");
			default -> assertThat(id).isEqualTo(form.id().replace("PIPES_", ""));
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void pipesDeliverTheRecordsOfTheirSource(EventForm form) {
		Event event = Event.of(this.forms.build(request(form)).event());
		assertThat(event.isFromPipes()).isEqualTo(form.id().startsWith("PIPES_"));
		if (event.isFromPipes()) {
			ObjectNode request = request(form).put("source", form.id().replace("PIPES_", ""));
			EventRecord record = event.records().get(0);
			EventRecord ofLambda = Event.of(this.forms.build(request).event()).records().get(0);
			assertThat(record.text()).isEqualTo(ofLambda.text());
			assertThat(record.attributes().keySet()).isEqualTo(ofLambda.attributes().keySet());
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void everyDescribedAttributeIsAccepted(EventForm form) {
		for (EventForm.Field attribute : form.attributes()) {
			ObjectNode request = request(form);
			attributes(request).put(attribute.name(), (attribute.example() != null) ? attribute.example() : "1");
			assertThat(problem(request)).as(attribute.name()).doesNotContain("have no attribute");
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void everyExampleIsAccepted(EventForm form) {
		for (EventForm.Field attribute : form.attributes()) {
			if (attribute.example() != null) {
				ObjectNode request = request(form);
				attributes(request).put(attribute.name(), attribute.example());
				assertThat(problem(request)).as(attribute.name()).isEmpty();
			}
		}
		for (EventForm.Field part : form.parts()) {
			ObjectNode request = request(form);
			String name = part.name();
			record(request).putObject("parts").put(name, (part.example() != null) ? part.example() : "{}");
			if (name.equals("fullDocument") || name.equals("NewImage")) {
				record(request).remove("payload");
			}
			assertThat(problem(request)).as(name).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void anyOtherAttributeIsRefusedOrAnAttributeOfTheSender(EventForm form) {
		ObjectNode request = request(form);
		attributes(request).put("tenant", "acme");
		if (form.customAttributes()) {
			String event = this.forms.build(request).event();
			assertThat(Event.of(event).records().get(0).attributes()).containsEntry("tenant", "acme");
		}
		else {
			assertThat(problem(request)).contains("records[0]", "attribute");
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void whatAFormDoesNotHaveIsRefused(EventForm form) {
		ObjectNode id = request(form);
		record(id).put("id", "100");
		assertThat(problem(id).isEmpty()).as("id").isEqualTo(form.recordId());
		ObjectNode timestamp = request(form);
		record(timestamp).put("timestamp", "2026-01-31T12:00:00Z");
		assertThat(problem(timestamp).isEmpty()).as("timestamp").isEqualTo(form.timestamp() != null);
		ObjectNode milliseconds = request(form);
		record(milliseconds).put("timestamp", "2026-01-31T12:00:00.123Z");
		assertThat(problem(milliseconds).isEmpty()).isEqualTo("milliseconds".equals(form.timestamp()));
		ObjectNode headers = request(form);
		record(headers).putObject("headers").put("trace", "t-1");
		assertThat(problem(headers).isEmpty()).as("headers").isEqualTo(form.headers());
		ObjectNode part = request(form);
		record(part).putObject("parts").put("unknown", "{}");
		assertThat(problem(part)).contains("records[0]");
		ObjectNode bytes = request(form);
		attributes(bytes).putObject("tenant").put("base64", "AAEC");
		assertThat(problem(bytes).isEmpty()).as("binary attribute").isEqualTo(form.binaryAttributes());
		ObjectNode noPayload = request(form);
		record(noPayload).remove("payload");
		if (form.payload().required()) {
			assertThat(problem(noPayload)).contains("records[0].payload is missing");
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void onlyABatchHasSeveralRecords(EventForm form) {
		ObjectNode request = request(form);
		request.withArray("records").add(record(request).deepCopy());
		if (form.batch()) {
			EventText event = this.forms.build(request);
			assertThat(Event.of(event.event()).records()).hasSize(2);
		}
		else {
			assertThat(problem(request)).isEqualTo(
					"records has 2 records, but an event of " + form.label() + " has exactly one. Remove the others.");
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void payloadIsOfItsFormat(EventForm form) {
		ObjectNode text = request(form);
		record(text).put("payload", "not JSON");
		ObjectNode array = request(form);
		record(array).put("payload", "[1]");
		ObjectNode bytes = request(form);
		record(bytes).putObject("payload").put("base64", "/+8=");
		EventForm.Format format = form.payload().format();
		assertThat(problem(bytes).isEmpty()).isEqualTo(format == EventForm.Format.BYTES);
		assertThat(problem(text).isEmpty())
			.isEqualTo(format == EventForm.Format.BYTES || format == EventForm.Format.TEXT);
		assertThat(problem(array).isEmpty()).isEqualTo(format != EventForm.Format.JSON_OBJECT);
		assertThat(problem(bytes) + problem(text) + problem(array)).satisfiesAnyOf(
				(problems) -> assertThat(problems).isEmpty(),
				(problems) -> assertThat(problems).contains("records[0].payload must be"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SQS         | {"total": 17.50, "id": 123456789012345678901234567890, "text": "a\\u00e9\\/"}
			SNS         | {"total": 1e3}
			KINESIS     | {"total": 0.10000000000000000000001}
			EVENTBRIDGE | {"total": 17.50, "rate": 1E-7, "id": 123456789012345678901234567890}
			JSON        | {"total": 17.50, "rate": 1E-7, "id": 123456789012345678901234567890}
			""")
	void payloadIsKeptAsTyped(String source, String payload) {
		ObjectNode request = JSON.createObjectNode().put("source", source);
		request.putArray("records").addObject().put("payload", payload);
		Event event = Event.of(this.forms.build(request).event());
		String text = (event.source() != EventSource.UNKNOWN) ? event.records().get(0).text() : event.json();
		assertThat(text.replaceAll("\\s+", "")).isEqualTo(payload.replaceAll("\\s+", ""));
	}

	@Test
	void recordHasAllThatTheFormSays() {
		EventText event = build("""
				{
				  "source": "KAFKA",
				  "records": [
				    {
				      "payload": null,
				      "timestamp": 1769860800123,
				      "attributes": {"topic": "orders", "partition": 3, "offset": 42},
				      "parts": {"key": "o-1"},
				      "headers": {"trace": ["t-1", "t-2"], "raw": {"base64": "AAEC"}}
				    }
				  ]
				}
				""");
		assertThat(event.source()).isEqualTo("KAFKA");
		assertThat(event.records()).isOne();
		EventRecord record = Event.of(event.event()).decapKafka().get(0);
		assertThat(record.id()).hasValue("orders-3-42");
		assertThat(record.hasPayload()).isFalse();
		assertThat(record.timestamp().orElseThrow().toEpochMilli()).isEqualTo(1769860800123L);
		assertThat(record.part("key").orElseThrow().text()).isEqualTo("o-1");
		assertThat(record.headers()).extracting((header) -> header.name()).containsExactly("trace", "trace", "raw");
		assertThat(record.headers().get(2).bytes()).containsExactly(0, 1, 2);
	}

	@Test
	void removedItemHasItsOldImage() {
		EventText event = build("""
				{
				  "source": "DYNAMODB",
				  "records": [
				    {
				      "payload": "{\\"id\\": \\"o-1\\", \\"total\\": 17.50}",
				      "attributes": {"eventName": "REMOVE", "userIdentity.principalId": "dynamodb.amazonaws.com"}
				    }
				  ]
				}
				""");
		EventRecord record = Event.of(event.event()).decapDynamoDb().get(0);
		assertThat(record.part("OldImage").orElseThrow().text()).isEqualTo("{\"id\":\"o-1\",\"total\":17.50}");
		assertThat(record.attributes()).containsEntry("eventName", "REMOVE");
	}

	@Test
	void binaryAttributeOfAMessageIsBase64() {
		EventText event = build("""
				{"source": "SQS", "records": [{"payload": "a", "attributes": {"hash": {"base64": "AAEC"}}}]}""");
		assertThat(event.event()).contains("\"binaryValue\": \"AAEC\"", "\"dataType\": \"Binary\"");
	}

	@Test
	void eventIsIndented() {
		EventText event = build("""
				{"source": "JSON", "records": [{"payload": "{\\"a\\":[1,{}],\\"b\\":[]}"}]}""");
		assertThat(event.event()).isEqualTo("""
				{
				  "a": [
				    1,
				    {}
				  ],
				  "b": []
				}""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					[]                                                            | The request must be a JSON object with records, source.
					{"source": "SQS"}                                             | records must be a JSON array.
					{"source": "SQS", "records": []}                              | records is empty. Add at least one record.
					{"records": []}                                               | source is missing. Set it to a text.
					{"source": "sqs", "records": []}                              | source must be one of SQS, SNS,
					{"source": "SQS", "record": []}                               | record is unknown. Use one of records, source.
					{"source": "SQS", "records": [1]}                             | records[0] must be a JSON object with
					{"source": "SQS", "records": [{"payload": "a"}, {"body": 1}]} | records[1].body is unknown.
					{"source": "SQS", "records": [{"payload": {"a": 1}}]}         | records[0].payload must be text. Write JSON as text
					{"source": "KINESIS", "records": [{"payload": {"base64": "%"}}]} | records[0].payload.base64 is not base64.
					{"source": "SQS", "records": [{"payload": "a", "id": 1}]}     | records[0].id must be a text, in quotes.
					{"source": "SQS", "records": [{"payload": "a", "timestamp": "now"}]} | records[0].timestamp must be a time such as
					{"source": "SQS", "records": [{"payload": "a", "attributes": []}]} | records[0].attributes must be a JSON object of names
					{"source": "SQS", "records": [{"payload": "a", "attributes": {"b": []}}]} | records[0].attributes.b must be text.
					{"source": "SQS", "records": [{"payload": "a"}, {"payload": "b", "attributes": {"ApproximateReceiveCount": "x"}}]} | records[1]: The attribute "ApproximateReceiveCount" must be a whole number
					{"source": "JSON", "records": [{"payload": "1", "id": "a"}]}  | records[0].id cannot be set
					""")
	void errorNamesTheFieldAndTheFix(String request, String message) {
		assertThatThrownBy(() -> build(request)).isInstanceOf(EventInputException.class)
			.hasMessageStartingWith(message);
	}

	@Test
	void everyHintBelongsToAField() {
		Set<String> fields = new HashSet<>();
		for (FormSource source : FormSource.all(FormHints.load())) {
			if (source.capabilities() != null) {
				for (String name : union(source.capabilities().attributes(), source.capabilities().parts())) {
					fields.addAll(List.of(name, name + ".example", source.capabilities().source() + "." + name,
							source.capabilities().source() + "." + name + ".example"));
				}
			}
		}
		assertThat(FormHints.load().keys()).filteredOn((key) -> !key.contains(".payload")).isSubsetOf(fields);
	}

	private static Set<String> union(Set<String> one, Set<String> other) {
		Set<String> union = new HashSet<>(one);
		union.addAll(other);
		return union;
	}

	private EventText build(String request) {
		return this.forms.build(JSON.readTree(request.getBytes(StandardCharsets.UTF_8)));
	}

	private String problem(ObjectNode request) {
		try {
			this.forms.build(request);
			return "";
		}
		catch (EventInputException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static ObjectNode request(EventForm form) {
		ObjectNode request = JSON.createObjectNode().put("source", form.id());
		request.putArray("records").addObject().put("payload", form.payload().example());
		return request;
	}

	private static ObjectNode record(ObjectNode request) {
		return (ObjectNode) request.path("records").get(0);
	}

	private static ObjectNode attributes(ObjectNode request) {
		return record(request).withObject("/attributes");
	}

}
