package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Properties of {@link NewRecord} that do not depend on the source.
 */
class NewRecordTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	@Test
	void isImmutable() {
		byte[] bytes = { 1 };
		NewRecord record = NewRecord.of(bytes);
		NewRecord more = record.id("1").timestamp(TIME).with("a", bytes).part("key", "k").header("h", bytes);
		bytes[0] = 2;
		assertThat(record.outgoing().attributes()).isEmpty();
		assertThat(Event.encapKafka(record).records().get(0).bytes()).containsExactly(1);
		assertThat(more.outgoing().attributes().get("a").text()).isEqualTo("AQ==");
		assertThat(more.outgoing().headers()).singleElement()
			.satisfies((header) -> assertThat(header.value()).containsExactly(1));
		assertThat(more).hasToString("NewRecord[a]");
	}

	@Test
	void lastValueOfANameWins() {
		NewRecord record = NewRecord.of("x").with("a", 1).with("a", "two").id("1").id("2");
		EventRecord read = Event.encapSqs(record).records().get(0);
		assertThat(read.attributes()).containsEntry("a", "two");
		assertThat(read.id()).hasValue("2");
	}

	@Test
	void copiesTextPayload() {
		StringBuilder text = new StringBuilder("before");
		NewRecord record = NewRecord.of(text);
		text.append(" and after");
		assertThat(Event.encapSqs(record).records().get(0).text()).isEqualTo("before");
	}

	@Test
	void acceptsEventAsPayload() {
		EventRecord record = Event.encapSqs(NewRecord.of(Event.encapS3("a.txt")).id("1")).records().get(0);
		assertThat(record.attributes()).containsEntry("key", "a.txt");
		assertThat(record.outermost().id()).hasValue("1");
	}

	@Test
	void rejectsNewRecordAsPayload() {
		NewRecord record = NewRecord.of("x");
		assertThatIllegalArgumentException().isThrownBy(() -> NewRecord.of(record))
			.withMessageContaining("cannot be the payload of another one");
		assertThatIllegalArgumentException().isThrownBy(() -> record.part("key", record));
	}

	@Test
	@SuppressWarnings("NullAway")
	void rejectsNullExceptForPayloads() {
		NewRecord record = NewRecord.of(null).part("key", null);
		assertThatNullPointerException().isThrownBy(() -> record.id(null));
		assertThatNullPointerException().isThrownBy(() -> record.timestamp(null));
		assertThatNullPointerException().isThrownBy(() -> record.with("a", null));
		assertThatNullPointerException().isThrownBy(() -> record.with(null, "a"));
		assertThatNullPointerException().isThrownBy(() -> record.part(null, "a"));
		assertThatNullPointerException().isThrownBy(() -> record.header("a", (byte[]) null));
	}

	@Test
	void rejectsOtherAttributeTypes() {
		NewRecord record = NewRecord.of("x");
		for (Object value : List.of(List.of("a"), TIME, Double.NaN, Float.POSITIVE_INFINITY, 'c')) {
			assertThatIllegalArgumentException().isThrownBy(() -> record.with("a", value))
				.withMessage(
						"The attribute \"a\" must be a String, a Number that JSON can represent, a Boolean or a byte[], "
								+ "not " + value.getClass().getName() + ".");
		}
	}

	@Test
	void rejectsUnpairedSurrogates() {
		NewRecord record = NewRecord.of("x");
		String half = "\uD83D";
		assertThatIllegalArgumentException().isThrownBy(() -> record.id(half))
			.withMessageContaining("unpaired surrogate");
		assertThatIllegalArgumentException().isThrownBy(() -> record.with(half, "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> record.with("a", half));
		assertThatIllegalArgumentException().isThrownBy(() -> record.part(half, "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> record.header(half, "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> record.header("a", half));
	}

	@Test
	void copiesNumbers() {
		AtomicInteger number = new AtomicInteger(1);
		NewRecord record = NewRecord.of("x").with("a", number);
		number.set(2);
		assertThat(Event.encapSqs(record).records().get(0).attributes()).containsEntry("a", "1");
	}

}
