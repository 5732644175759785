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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every payload of the sources that carry JSON: decap(encap(x)) is x.
 */
class JsonSourcesPropertiesTests {

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings()
			.all()
			.filter((text) -> text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
			.edgeCases((edge) -> edge.add("", "\"", "\\", "a+b c/d%20é", "\u0000", "😀", "{}"));
	}

	@Property
	void keysOfObjectsComeBackAsTheyWerePut(@ForAll @Size(max = 5) @NotEmpty List<@From("texts") String> keys) {
		Event event = Event.encapS3(keys.toArray(String[]::new));
		assertThat(event.decapS3()).extracting((record) -> record.attributes().get("key")).isEqualTo(keys);
		assertThat(Event.encapSnsOverSqs(event).records()).extracting((record) -> record.attributes().get("key"))
			.isEqualTo(keys);
	}

}
