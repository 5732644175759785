package io.golambda.event;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordsTests {

	private final Event colors = Event.encapSqs(new Color("blue"), new Color("orange"));

	@Test
	void bindsRecordsInTheOrderOfTheEvent() {
		Records<Color> records = Records.of(this.colors, Color.class);
		assertThat(records).containsExactly(new Color("blue"), new Color("orange"));
		assertThat(records.stream()).containsExactly(new Color("blue"), new Color("orange"));
		assertThat(records.size()).isEqualTo(2);
		assertThat(records.event()).isSameAs(this.colors);
	}

	@Test
	void bindsRecordsToGenericTypes() {
		Records<Map<String, String>> records = Records.of(this.colors, new TypeReference<>() {
		});
		assertThat(records).containsExactly(Map.of("message", "blue"), Map.of("message", "orange"));
	}

	@Test
	void forEachRecordPassesEachPayloadWithItsRecord() {
		List<String> seen = new ArrayList<>();
		Records.of(this.colors, Color.class)
			.forEachRecord((color, record) -> seen.add(record.index() + " " + color.message()));
		assertThat(seen).containsExactly("0 blue", "1 orange");
		List<Object> payloads = new ArrayList<>();
		Records.of(this.colors, Color.class).forEach(payloads::add);
		assertThat(payloads).containsExactly(new Color("blue"), new Color("orange"));
	}

	@Test
	void recordsAreTheInnermostOnes() {
		Records<Color> records = Records.of(Event.encapSnsOverSqs(new Color("blue")), Color.class);
		assertThat(records).containsExactly(new Color("blue"));
		assertThat(records.records().get(0).envelope()).isPresent();
	}

	@Test
	void badRecordDoesNotAffectTheOthers() {
		Records<Color> records = Records.of(Event.encapSqs(new Color("blue"), "no color", new Color("orange")),
				Color.class);
		Iterator<Color> colors = records.iterator();
		assertThat(colors.next()).isEqualTo(new Color("blue"));
		assertThatExceptionOfType(EventException.class).isThrownBy(colors::next).withMessageStartingWith("Record 1 ");
		assertThat(colors.next()).isEqualTo(new Color("orange"));
		assertThat(colors.hasNext()).isFalse();
		assertThat(records.bind(records.records().get(2))).isEqualTo(new Color("orange"));
	}

	@Test
	void rejectsEventWithoutRecords() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Records.of(Event.of("{}"), Color.class))
			.withMessageContaining("not from a source with records");
	}

}
