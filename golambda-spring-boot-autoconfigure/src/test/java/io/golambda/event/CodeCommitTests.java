package io.golambda.event;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CodeCommitTests {

	private static final Change CREATED = new Change(
			List.of(new Reference("5e493c6f3067653f3d04eca608b4901eb227078", "refs/heads/main", true, null)));

	@Test
	void bindsChangesOfTheRepository() {
		Event event = Samples.event("codecommit-typical");
		assertThat(event.source()).isEqualTo(EventSource.CODECOMMIT);
		for (List<EventRecord> records : List.of(event.decapCodeCommit(), event.records())) {
			assertThat(records).extracting((record) -> record.bind(Change.class)).containsExactly(CREATED);
		}
	}

	@Test
	void attributesNameTriggerAndUser() {
		EventRecord record = Samples.event("codecommit-typical").decapCodeCommit().get(0);
		assertThat(record.attributes()).isEqualTo(
				Map.of("eventName", "ReferenceChanges", "eventTriggerName", "index.handler", "eventTriggerConfigId",
						"0d17d6a4-efeb-46f3-b3ab-a63741badeb8", "eventPartNumber", "1", "eventTotalParts", "1",
						"eventSourceARN", "arn:aws:codecommit:us-east-2:123456789012:lambda-pipeline-repo",
						"userIdentityARN", "arn:aws:iam::123456789012:user/intern", "awsRegion", "us-east-2",
						"customData", "this is custom data"));
		assertThat(record.id()).hasValue("31ade2c7-f889-47c5-a937-1cf99e2790e9");
		assertThat(record.timestamp()).hasValue(Instant.parse("2019-03-12T20:58:25.400Z"));
	}

	@Test
	void minimalTriggerHasNoPayload() {
		EventRecord record = Samples.event("codecommit-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.CODECOMMIT);
		assertThat(record.attributes()).isEmpty();
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
			.withMessage("Record 0 of the CODECOMMIT event has no payload.");
	}

	@Test
	void unusualTriggerIsReadable() {
		EventRecord record = Samples.event("codecommit-odd").records().get(0);
		assertThat(record.bind(Change.class).references()).extracting(Reference::deleted).containsExactly(true);
		assertThat(record.timestamp()).as("a time that is none").isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("eventTriggerName", "trigger", "eventPartNumber", "1"));
	}

	@Test
	void encapCreatesEventThatAwsClassReads() {
		Event event = Event.encapCodeCommit(CREATED);
		assertEqual(event);
		EventRecord record = event.decapCodeCommit().get(0);
		assertThat(record.bind(Change.class)).isEqualTo(CREATED);
		CodeCommitEvent.Record read = event.bind(CodeCommitEvent.class).getRecords().get(0);
		assertThat(read.getCodeCommit().getReferences().get(0).getRef()).isEqualTo("refs/heads/main");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(read.getEventTime().getMillis()));
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapCodeCommit("[]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "codecommit-typical", "codecommit-minimal" })
	void readsSameValuesAsAwsClass(String name) {
		assertEqual(Samples.event(name));
	}

	private static void assertEqual(Event event) {
		List<CodeCommitEvent.Record> expected = event.bind(CodeCommitEvent.class).getRecords();
		List<EventRecord> records = event.decapCodeCommit();
		assertThat(records).hasSameSizeAs(expected);
		for (int i = 0; i < records.size(); i++) {
			EventRecord record = records.get(i);
			CodeCommitEvent.Record aws = expected.get(i);
			assertThat(record.hasPayload()).isEqualTo(aws.getCodeCommit() != null);
			if (aws.getCodeCommit() != null) {
				assertThat(record.bind(Change.class)).isEqualTo(change(aws.getCodeCommit()));
			}
			assertThat(record.id().orElse(null)).isEqualTo(aws.getEventId());
			assertThat(record.timestamp().map(Instant::toEpochMilli).orElse(null))
				.isEqualTo((aws.getEventTime() != null) ? aws.getEventTime().getMillis() : null);
			Map<String, Object> attributes = new HashMap<>();
			attributes.put("eventName", aws.getEventName());
			attributes.put("eventTriggerName", aws.getEventTriggerName());
			attributes.put("eventTriggerConfigId", aws.getEventTriggerConfigId());
			attributes.put("eventPartNumber", aws.getEventPartNumber());
			attributes.put("eventTotalParts", aws.getEventTotalParts());
			attributes.put("eventSourceARN", aws.getEventSourceArn());
			attributes.put("userIdentityARN", aws.getUserIdentityArn());
			attributes.put("awsRegion", aws.getAwsRegion());
			attributes.put("customData", aws.getCustomData());
			attributes.values().removeIf(Objects::isNull);
			attributes.replaceAll((name, value) -> value.toString());
			assertThat(record.attributes()).isEqualTo(attributes);
		}
	}

	// AWS's class has no member for a deleted reference
	private static Change change(CodeCommitEvent.CodeCommit aws) {
		return new Change(aws.getReferences()
			.stream()
			.map((each) -> new Reference(each.getCommit(), each.getRef(), each.getCreated(), null))
			.toList());
	}

	@Test
	void rejectsEmptyListAndReportsNullRecord() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.of("{\"Records\":[]}").decapCodeCommit())
			.withMessageContaining("its \"Records\" has no record");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> Event.of("{\"Records\":[{\"eventSource\":\"aws:codecommit\"},null]}").records())
			.withMessage("Record 1 of the CODECOMMIT event is null, not an object.");
	}

	record Change(List<Reference> references) {

	}

	record Reference(String commit, String ref, Boolean created, Boolean deleted) {

	}

}
