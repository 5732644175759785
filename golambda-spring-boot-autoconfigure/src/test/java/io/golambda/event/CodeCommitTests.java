package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.CodeCommitEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CodeCommitTests {

	private static final Change CREATED = new Change(
			List.of(new Reference("5e493c6f3067653f3d04eca608b4901eb227078", "refs/heads/main", true, null)));

	@Test
	void bindsWhatChangedInTheRepository() {
		Event event = Samples.event("codecommit-typical");
		assertThat(event.source()).isEqualTo(EventSource.CODECOMMIT);
		for (List<EventRecord> records : List.of(event.decapCodeCommit(), event.records())) {
			assertThat(records).extracting((record) -> record.bind(Change.class)).containsExactly(CREATED);
		}
	}

	@Test
	void attributesTellTheTriggerAndWhoSetItOff() {
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
	void aMinimalTriggerHasNoPayload() {
		EventRecord record = Samples.event("codecommit-minimal").records().get(0);
		assertThat(record.source()).isEqualTo(EventSource.CODECOMMIT);
		assertThat(record.attributes()).isEmpty();
		assertThat(record.id()).isEmpty();
		assertThat(record.timestamp()).isEmpty();
		assertThatExceptionOfType(EventException.class).isThrownBy(record::text)
			.withMessage("Record 0 of the CODECOMMIT event has no payload.");
	}

	@Test
	void anOddTriggerIsReadAllTheSame() {
		EventRecord record = Samples.event("codecommit-odd").records().get(0);
		assertThat(record.bind(Change.class).references()).extracting(Reference::deleted).containsExactly(true);
		assertThat(record.timestamp()).as("a time that is none").isEmpty();
		assertThat(record.attributes()).isEqualTo(Map.of("eventTriggerName", "trigger", "eventPartNumber", "1"));
	}

	@Test
	void encapMakesAnEventThatAwsClassesRead() {
		Event event = Event.encapCodeCommit(CREATED);
		EventRecord record = event.decapCodeCommit().get(0);
		assertThat(record.bind(Change.class)).isEqualTo(CREATED);
		CodeCommitEvent.Record read = event.bind(CodeCommitEvent.class).getRecords().get(0);
		assertThat(read.getCodeCommit().getReferences().get(0).getRef()).isEqualTo("refs/heads/main");
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(read.getEventTime().getMillis()));
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapCodeCommit("[]"));
	}

	@Test
	void readsWhatAwsClassesRead() {
		Event event = Samples.event("codecommit-typical");
		CodeCommitEvent.Record expected = event.bind(CodeCommitEvent.class).getRecords().get(0);
		EventRecord record = event.decapCodeCommit().get(0);
		CodeCommitEvent.Reference reference = expected.getCodeCommit().getReferences().get(0);
		assertThat(record.bind(Change.class)).isEqualTo(new Change(
				List.of(new Reference(reference.getCommit(), reference.getRef(), reference.getCreated(), null))));
		assertThat(record.id()).hasValue(expected.getEventId());
		assertThat(record.timestamp()).hasValue(Instant.ofEpochMilli(expected.getEventTime().getMillis()));
		assertThat(record.attributes()).containsEntry("eventName", expected.getEventName())
			.containsEntry("eventTriggerName", expected.getEventTriggerName())
			.containsEntry("eventTriggerConfigId", expected.getEventTriggerConfigId())
			.containsEntry("eventPartNumber", expected.getEventPartNumber().toString())
			.containsEntry("eventTotalParts", expected.getEventTotalParts().toString())
			.containsEntry("eventSourceARN", expected.getEventSourceArn())
			.containsEntry("userIdentityARN", expected.getUserIdentityArn())
			.containsEntry("awsRegion", expected.getAwsRegion())
			.containsEntry("customData", expected.getCustomData());
	}

	@Test
	void anEmptyListIsNoEventAndANullRecordIsNamed() {
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
