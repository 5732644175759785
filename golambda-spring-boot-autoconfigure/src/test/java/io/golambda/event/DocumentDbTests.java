package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests events of DocumentDB, for which AWS has no class.
 */
class DocumentDbTests {

	@Test
	void bindsFullDocument() {
		Event event = Samples.event("documentdb-typical");
		assertThat(event.source()).isEqualTo(EventSource.DOCUMENTDB);
		for (List<EventRecord> records : List.of(event.decapDocumentDb(), event.records())) {
			assertThat(records).hasSize(2);
			assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
			assertThat(records.get(0).bind(JsonNode.class).at("/count/$numberLong").stringValue())
				.as("extended JSON as it stands")
				.isEqualTo("12345678901234567");
		}
	}

	@Test
	void payloadWithoutDocumentIsTheChangeEvent() {
		EventRecord record = Samples.event("documentdb-typical").decapDocumentDb().get(1);
		assertThat(record.bind(JsonNode.class).get("operationType").stringValue()).isEqualTo("update");
		assertThat(record.part("fullDocument")).isEmpty();
		assertThat(record.part("updateDescription").orElseThrow().bind(Update.class))
			.isEqualTo(new Update(new Color("orange"), List.of("count")));
		assertThat(record.part("documentKey").orElseThrow().bind(JsonNode.class).at("/_id/$oid").stringValue())
			.isEqualTo("63eeb6e7d418cd98afb1c1d7");
	}

	@Test
	void attributesNameOperationAndCollection() {
		EventRecord record = Samples.event("documentdb-typical").decapDocumentDb().get(0);
		assertThat(record.attributes()).isEqualTo(Map.of("operationType", "insert", "db", "shop", "coll", "colors",
				"eventSourceArn", "arn:aws:rds:us-east-1:123456789012:cluster:canaryclusterb2a659a2-qo5tcmqkcl03"));
		assertThat(record.id()).hasValue("0163eeb6e7000000090100000009000041e1");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochSecond(1676588775));
		assertThat(record.part("documentKey").orElseThrow().id()).isEqualTo(record.id());
	}

	@Test
	void minimalChangeIsItsOwnPayload() {
		EventRecord record = Samples.event("documentdb-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.DOCUMENTDB);
		assertThat(record.text()).isEqualTo("{}");
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThat(record.attributes()).isEmpty();
	}

	@Test
	void unusualChangeIsReadable() {
		List<EventRecord> records = Samples.event("documentdb-odd").records();
		EventRecord record = records.get(0);
		assertThat(record.text()).startsWith("{\"ns\":null,").endsWith("\"_id\":\"token\"}");
		assertThat(record.part("fullDocumentBeforeChange").orElseThrow().bind(Color.class))
			.isEqualTo(new Color("gone"));
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).as("a time that is none").isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("operationType", "delete", "eventSourceArn", "17"));
		for (EventRecord empty : records.subList(1, 3)) {
			assertThatExceptionOfType(EventException.class).isThrownBy(empty::text)
				.withMessageEndingWith("of the DOCUMENTDB event has no payload.");
		}
	}

	@Test
	void duplicateChangeFailsItsRecordAndItsParts() {
		EventRecord record = Event.of("""
				{"eventSource":"aws:docdb","events":[{"event":{"documentKey":{"_id":1}},\
				"event":{"documentKey":{"_id":2}}}]}""").records().get(0);
		for (EventRecord each : List.of(record, record.part("documentKey").orElseThrow())) {
			assertThatExceptionOfType(EventException.class).isThrownBy(each::text)
				.withMessage("Record 0 of the DOCUMENTDB event has its payload twice.");
		}
	}

	@Test
	void rejectsEventWithoutRecords() {
		for (String events : List.of("[]", "null", "{}")) {
			Event event = Event.of("{\"eventSource\":\"aws:docdb\",\"events\":" + events + "}");
			assertThatExceptionOfType(EventException.class).isThrownBy(event::decapDocumentDb)
				.withMessageStartingWith("The event is not from DOCUMENTDB");
			assertThatExceptionOfType(EventException.class).isThrownBy(event::records);
		}
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"eventSource\":\"aws:docdb\",\"events\":[{},null]}").records())
			.withMessage("Record 1 of the DOCUMENTDB event is null, not an object.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Samples.event("documentdb-typical").decapSqs())
			.withMessageContaining("Use decapDocumentDb()");
	}

	@Test
	void encapCreatesInsertsOfDocuments() {
		Event event = Event.encapDocumentDb(new Color("blue"), "{\"message\":\"orange\"}");
		assertThat(event.decapDocumentDb()).extracting((record) -> record.bind(Color.class))
			.containsExactly(new Color("blue"), new Color("orange"));
		EventRecord record = event.records().get(1);
		assertThat(record.attributes()).containsEntry("operationType", "insert");
		assertThat(record.id()).isPresent().isNotEqualTo(event.records().get(0).id());
		assertThat(record.timestamp()).isPresent();
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDocumentDb("text"));
	}

	record Update(Color updatedFields, List<String> removedFields) {

	}

}
