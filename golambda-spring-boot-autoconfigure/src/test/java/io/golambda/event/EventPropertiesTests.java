package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Round-trip law of messages: {@code decap(encap(x))} equals {@code x}.
 */
class EventPropertiesTests {

	@Provide
	Arbitrary<String> texts() {
		// whole characters only, many of which JSON escapes
		return Arbitraries.strings()
			.all()
			.filter((text) -> text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
			.edgeCases((edge) -> edge.add("", "\"", "\\", "\\\"\\u0041", "\u0000\u001F\u007F", "\u2028", "😀", "{}",
					"[]", "null", "{\"Records\":[]}"));
	}

	@Property
	void decapReversesEncapOfMessages(
			@ForAll @Size(max = 5) @NotEmpty List<@net.jqwik.api.From("texts") String> texts) {
		Event event = Event.encapSqs(texts.toArray());
		assertThat(event.decapSqs()).extracting(EventRecord::text).isEqualTo(texts);
		assertThat(event.records()).extracting(EventRecord::text).isEqualTo(texts);
		assertThat(event.decapSqs()).extracting((record) -> new String(record.bytes(), StandardCharsets.UTF_8))
			.isEqualTo(texts);
	}

	@Property
	void decapReversesEncapOfNotifications(
			@ForAll @Size(max = 5) @NotEmpty List<@net.jqwik.api.From("texts") String> texts) {
		assertThat(Event.encapSns(texts.toArray()).decapSns()).extracting(EventRecord::text).isEqualTo(texts);
		assertThat(Event.encapSnsOverSqs(texts.toArray()).decapSnsOverSqs()).extracting(EventRecord::text)
			.isEqualTo(texts);
		assertThat(Event.encapSnsOverSqs(texts.toArray()).records()).extracting(EventRecord::text).isEqualTo(texts);
	}

	@Property
	void bindReversesEncapOfObjects(@ForAll("texts") String name, @ForAll long number, @ForAll double share) {
		Thing thing = new Thing(name, number, share);
		assertThat(Event.encapSqs(thing).decapSqs().get(0).bind(Thing.class)).isEqualTo(thing);
		assertThat(Event.encapSns(thing).decapSns().get(0).bind(Thing.class)).isEqualTo(thing);
		assertThat(Event.encapSnsOverSqs(thing).records().get(0).bind(Thing.class)).isEqualTo(thing);
	}

	@Property
	void textEqualsTheTextThatJacksonReads(@ForAll String text) {
		// includes escaped halves of surrogate pairs, which AWS never sends
		StringBuilder escaped = new StringBuilder();
		text.chars().forEach((unit) -> escaped.append(String.format("\\u%04x", unit)));
		String json = "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"" + escaped + "\"}]}";
		String expected = JsonMapper.builder().build().readTree(json).at("/Records/0/body").stringValue();
		assertThat(Event.of(json).decapSqs().get(0).bytes()).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
	}

	@Property
	void arbitraryBytesCauseOnlyEventException(@ForAll byte[] bytes) {
		try {
			Event.of(bytes).records();
		}
		catch (EventException ex) {
			assertThat(ex).hasMessageEndingWith(".");
		}
	}

	record Thing(String name, long number, double share) {

	}

}
