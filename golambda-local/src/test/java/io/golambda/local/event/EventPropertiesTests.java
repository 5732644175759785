package io.golambda.local.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.NewRecord;
import io.golambda.local.event.RecordState.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Laws that hold for all events.
 */
class EventPropertiesTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final EventForms forms = new EventForms();

	@Provide
	Arbitrary<String> text() {
		return Arbitraries.strings().all().excludeChars('\0').ofMaxLength(40).map(EventPropertiesTests::wellFormed);
	}

	@Provide
	Arbitrary<String> name() {
		return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(10).map((name) -> "x-" + name);
	}

	// UTF-8 cannot encode unpaired surrogates
	private static String wellFormed(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	@Property(tries = 200)
	void decapReturnsWhatTheFormHad(@ForAll("text") String payload, @ForAll("name") String attribute,
			@ForAll("text") String value, @ForAll @IntRange(max = 3) int form) {
		EventSource source = List
			.of(EventSource.SQS, EventSource.SNS, EventSource.ACTIVEMQ, EventSource.CLOUDWATCH_LOGS)
			.get(form);
		ObjectNode request = JSON.createObjectNode().put("source", source.name());
		ObjectNode record = request.putArray("records").addObject().put("payload", payload);
		record.putObject("attributes").put(attribute, value);
		EventRecord read = Event.of(this.forms.build(request).event()).records(source).get(0);
		assertThat(read.text()).isEqualTo(payload);
		assertThat(read.attributes()).containsEntry(attribute, value);
	}

	@Property(tries = 200)
	void indentedEventIsTheSameEvent(@ForAll @Size(max = 5) Map<String, List<Double>> value) {
		String json = JSON.writeValueAsString(value);
		String pretty = PrettyJson.of(json);
		assertThat(JSON.readTree(pretty)).isEqualTo(JSON.readTree(json));
		assertThat(PrettyJson.of(pretty)).isEqualTo(pretty);
	}

	@Property(tries = 300)
	void eachRecordIsEitherDoneOrDeliveredAgain(@ForAll @Size(min = 1, max = 12) List<@IntRange(max = 2) Integer> lanes,
			@ForAll @Size(max = 4) List<@IntRange(max = 13) Integer> named, @ForAll @IntRange(max = 3) int kind) {
		Event event = event(kind, lanes);
		EventSource source = event.source();
		List<String> ids = event.records(source).stream().map((record) -> record.id().orElseThrow()).toList();
		ArrayNode failures = JSON.createArrayNode();
		boolean valid = true;
		for (int index : named) {
			valid &= index < ids.size();
			String id = (index < ids.size()) ? ids.get(index) : "9999999";
			failures.addObject().set("itemIdentifier", identifier(source, id));
		}
		byte[] response = JSON.writeValueAsBytes(JSON.createObjectNode().set("batchItemFailures", failures));
		FailedRecords failed = FailedRecords.of(event.bytes(), response);
		assertThat(failed.records()).extracting(RecordState::id).containsExactlyElementsOf(ids);
		List<String> again = new ArrayList<>();
		failed.records()
			.stream()
			.filter((record) -> record.state() != State.DONE)
			.forEach((record) -> again.add(record.id()));
		List<String> next = failed.nextEvent()
			.map((bytes) -> Event.of(bytes)
				.records(source)
				.stream()
				.map((record) -> record.id().orElseThrow())
				.toList())
			.orElse(List.of());
		assertThat(next).isEqualTo(again);
		if (!valid) {
			assertThat(again).isEqualTo(ids);
		}
		else {
			assertThat(again).containsAll(named.stream().map(ids::get).toList());
			assertThat(again.isEmpty()).isEqualTo(named.isEmpty());
		}
	}

	private static tools.jackson.databind.JsonNode identifier(EventSource source, String id) {
		int hyphen = id.lastIndexOf('-');
		if (source != EventSource.KAFKA || hyphen < 0) {
			return JSON.getNodeFactory().stringNode(id);
		}
		return JSON.createObjectNode()
			.put("partition", id.substring(0, hyphen))
			.put("offset", Long.parseLong(id.substring(hyphen + 1)));
	}

	private static Event event(int kind, List<Integer> lanes) {
		List<NewRecord> records = new ArrayList<>();
		for (int i = 0; i < lanes.size(); i++) {
			NewRecord record = NewRecord.of("payload " + i);
			records.add(switch (kind) {
				case 0 -> record.id("1" + i);
				case 1 -> record.id("1" + i).with("MessageGroupId", "group " + lanes.get(i));
				case 2 -> record.id(String.valueOf(100 + i));
				default -> record.with("partition", lanes.get(i)).with("offset", i);
			});
		}
		EventSource source = List.of(EventSource.SQS, EventSource.SQS, EventSource.KINESIS, EventSource.KAFKA)
			.get(kind);
		return Event.of(source, records.toArray());
	}

}
