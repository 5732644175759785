package io.golambda.event;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates DocumentDB events with {@link Event#encapDocumentDb}.
 */
class EncapDocumentDbTests {

	private static final Color BLUE = new Color("blue");

	@Test
	void deletionHasADocumentOnlyIfSet() {
		NewRecord deleted = NewRecord.of(null).with("operationType", "delete");
		EventRecord record = Event.encapDocumentDb(deleted.part("documentKey", Map.of("_id", 1))).records().get(0);
		assertThat(record.part("fullDocument")).isEmpty();
		assertThat(record.part("documentKey").orElseThrow().text()).isEqualTo("{\"_id\":1}");
		assertThat(record.text()).contains("\"operationType\":\"delete\"");
		assertThat(Event.encapDocumentDb(deleted.part("fullDocument", BLUE)).records().get(0).bind(Color.class))
			.isEqualTo(BLUE);
		assertThat(Event.encapDocumentDb(NewRecord.of(BLUE).with("operationType", "delete"))
			.records()
			.get(0)
			.bind(Color.class)).isEqualTo(BLUE);
	}

	@Test
	void insertRequiresOneDocument() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDocumentDb(NewRecord.of(null)))
			.withMessageContaining("carries an object as its payload, but this is null");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapDocumentDb(NewRecord.of(BLUE).part("fullDocument", BLUE)))
			.withMessageContaining("cannot have both");
	}

	@Test
	void updateDescriptionImpliesUpdate() {
		Map<String, Object> update = Map.of("removedFields", List.of("count"));
		EventRecord record = Event.encapDocumentDb(NewRecord.of(null).part("updateDescription", update))
			.records()
			.get(0);
		assertThat(record.attributes()).containsEntry("operationType", "update");
		assertThat(record.part("updateDescription").orElseThrow().bind(Object.class)).isEqualTo(update);
	}

}
