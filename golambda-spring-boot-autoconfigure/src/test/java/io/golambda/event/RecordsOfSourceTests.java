package io.golambda.event;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@link Event#records(EventSource)}, which the named methods call.
 */
class RecordsOfSourceTests {

	@ParameterizedTest
	@EnumSource(names = { "S3", "UNKNOWN" }, mode = EnumSource.Mode.EXCLUDE)
	void createdEventReturnsItsRecords(EventSource source) {
		List<EventRecord> records = Event.of(source, new Color("blue")).records(source);
		assertThat(records).hasSize(1);
		assertThat(records.get(0).source()).isEqualTo(source);
		assertThat(records.get(0).bind(Color.class)).isEqualTo(new Color("blue"));
	}

	@Test
	void createdS3EventReturnsItsRecords() {
		List<EventRecord> records = Event.of(EventSource.S3, "a b").records(EventSource.S3);
		assertThat(records).extracting((record) -> record.attributes().get("key")).containsExactly("a b");
	}

	@Test
	void namedMethodReturnsTheSameRecords() {
		Event event = Event.encapSqs("a", "b");
		assertThat(event.records(EventSource.SQS)).isSameAs(event.decapSqs());
	}

	@Test
	void nestedEventIsNotUnwrapped() {
		Event event = Event.encapSnsOverSqs("a");
		assertThat(event.records(EventSource.SQS)).extracting(EventRecord::source).containsExactly(EventSource.SQS);
		assertThat(event.records()).extracting(EventRecord::source).containsExactly(EventSource.SNS);
	}

	@Test
	void eventOfAnotherSourceIsRefused() {
		Event event = Event.encapSqs("a");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.records(EventSource.SNS))
			.withMessageContaining("The event is not from SNS")
			.withMessageContaining("Use decapSqs()");
	}

	@Test
	void unknownSourceIsRefused() {
		Event event = Event.encapSqs("a");
		assertThatIllegalArgumentException().isThrownBy(() -> event.records(EventSource.UNKNOWN));
	}

	@ParameterizedTest
	@EnumSource
	void acknowledgementOfTheSourceIsPublic(EventSource source) {
		assertThat(source.acknowledgement()).isEqualTo(switch (source) {
			case SQS -> Acknowledgement.BY_RECORD;
			case KINESIS, DYNAMODB -> Acknowledgement.BY_SHARD;
			case KAFKA -> Acknowledgement.BY_PARTITION;
			case FIREHOSE, S3_BATCH -> Acknowledgement.BY_RESULT;
			case EVENTBRIDGE_CUSTOM_BUS -> Acknowledgement.NONE_BY_GROUP;
			case DOCUMENTDB -> Acknowledgement.NONE_ORDERED;
			default -> Acknowledgement.NONE;
		});
	}

	@Test
	void everyAcknowledgementHasAPublicCounterpart() {
		assertThat(Acknowledgement.values()).extracting(Enum::name)
			.containsExactly(List.of(io.golambda.event.source.Acknowledgement.values())
				.stream()
				.map(Enum::name)
				.toArray(String[]::new));
	}

}
