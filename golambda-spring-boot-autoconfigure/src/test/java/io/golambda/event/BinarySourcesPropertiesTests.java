package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

import io.golambda.event.json.ByteSlice;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every payload of the sources that carry bytes: decap(encap(x)) is x.
 */
class BinarySourcesPropertiesTests {

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings()
			.all()
			.filter((text) -> text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
			.edgeCases((edge) -> edge.add("", "\"", "\\", "\u0000", "😀", "{}", "x^2"));
	}

	@Property
	void recordsOfAStreamComeBackAsTheyWere(@ForAll @Size(max = 5) @NotEmpty List<byte[]> data) {
		assertThat(Event.encapKinesis(data.toArray()).decapKinesis()).extracting(EventRecord::bytes)
			.containsExactlyElementsOf(data);
		assertThat(Event.encapKinesisAggregated(data.toArray()).records()).extracting(EventRecord::bytes)
			.containsExactlyElementsOf(data);
	}

	@Property
	void messagesOfBrokersAndFirehoseComeBackAsTheyWere(@ForAll @Size(max = 5) @NotEmpty List<byte[]> data) {
		Object[] messages = data.toArray();
		assertThat(Event.encapFirehose(messages).decapFirehose()).extracting(EventRecord::bytes)
			.containsExactlyElementsOf(data);
		assertThat(Event.encapKafka(messages).decapKafka()).extracting(EventRecord::bytes)
			.containsExactlyElementsOf(data);
		assertThat(Event.encapActiveMq(messages).decapActiveMq()).extracting(EventRecord::bytes)
			.containsExactlyElementsOf(data);
		assertThat(Event.encapRabbitMq(messages).decapRabbitMq()).extracting(EventRecord::bytes)
			.containsExactlyElementsOf(data);
	}

	@Property
	void textsOfBrokersAndFirehoseComeBackThroughRecords(
			@ForAll @Size(max = 5) @NotEmpty List<@From("texts") String> texts) {
		Object[] messages = texts.toArray();
		for (Event event : List.of(Event.encapFirehose(messages), Event.encapKafka(messages),
				Event.encapActiveMq(messages), Event.encapRabbitMq(messages), Event.encapKinesis(messages))) {
			assertThat(event.records()).extracting(EventRecord::text).isEqualTo(texts);
		}
	}

	@Property
	void logEventsComeBackAsTheyWere(@ForAll @Size(max = 5) @NotEmpty List<@From("texts") String> texts) {
		assertThat(Event.encapCloudWatchLogs(texts.toArray()).decapCloudWatchLogs()).extracting(EventRecord::text)
			.isEqualTo(texts);
		byte[] data = EncapData.cloudWatchLogs(texts.toArray());
		assertThat(Event.encapKinesis(data).records()).extracting(EventRecord::text).isEqualTo(texts);
	}

	@Property
	void dataThatWasDamagedEndsInNothingButAnEventException(@ForAll @NotEmpty List<@From("texts") String> texts,
			@ForAll int at, @ForAll byte other) {
		byte[] data = EncapData.cloudWatchLogs(texts.toArray());
		data[Math.floorMod(at, data.length)] = other;
		assertThat(Event.encapKinesis(data).records()).isNotEmpty();
		try {
			new Compressed(new ByteSlice(data, 0, data.length)).inflate(100_000);
		}
		catch (DecodingException ex) {
			assertThat(ex.what()).isNotEmpty();
		}
	}

}
