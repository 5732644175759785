package io.golambda.event;

import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.S3BatchEvent;
import com.amazonaws.services.lambda.runtime.events.S3BatchEventV2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tasks of S3 Batch Operations.
 */
class S3BatchTests {

	@Test
	void taskHasTheDecodedKeyOfItsObject() {
		Event event = Samples.event("s3-batch-typical");
		assertThat(event.source()).isEqualTo(EventSource.S3_BATCH);
		assertThat(event.records()).singleElement().satisfies((task) -> {
			assertThat(task.text()).isEqualTo("invoices/2026/Müller & Sons+1.pdf");
			assertThat(task.id()).hasValue("dGFza2lkZ29lc2hlcmUK");
			assertThat(task.timestamp()).isEmpty();
			assertThat(task.attributes())
				.isEqualTo(Map.of("key", "invoices/2026/Müller & Sons+1.pdf", "bucket", "uploads", "versionId", "1",
						"job.id", "f3cc4f60-61f6-4a2b-8a21-d07600c373ce", "invocationSchemaVersion", "1.0",
						"invocationId", "YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo"));
		});
	}

	@Test
	void keyThatIsJsonOfTheManifestBinds() {
		EventRecord task = Samples.event("s3-batch-arguments").decapS3Batch().get(0);
		assertThat(task.bind(Color.class)).isEqualTo(new Color("blue"));
	}

	@Test
	void userArgumentsAreAttributesThatCannotReplaceAwsOnes() {
		EventRecord task = Samples.event("s3-batch-arguments").records().get(0);
		assertThat(task.attributes()).containsEntry("target", "archive")
			.containsEntry("bucket", "uploads--usw2-az1--x-s3")
			.containsEntry("invocationSchemaVersion", "2.0")
			.doesNotContainKey("versionId");
	}

	@Test
	void awsClassOfTheSchemaVersionReadsTheEvent() {
		Event first = Samples.event("s3-batch-typical");
		assertThat(first.bind(S3BatchEvent.class).getJob().getId()).isEqualTo("f3cc4f60-61f6-4a2b-8a21-d07600c373ce");
		assertThat(first.records().get(0).as(S3BatchEvent.Task.class).getS3VersionId()).isEqualTo("1");
		assertThat(first.records().get(0).bind(S3BatchEvent.class)).isEqualTo(first.bind(S3BatchEvent.class));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> first.bind(S3BatchEventV2.class))
			.withMessageContaining("for which AWS has " + S3BatchEvent.class.getName());
		Event second = Samples.event("s3-batch-arguments");
		assertThat(second.bind(S3BatchEventV2.class).getJob().getUserArguments()).containsEntry("target", "archive");
		assertThat(second.records().get(0).bind(S3BatchEventV2.class)).isEqualTo(second.bind(S3BatchEventV2.class));
		assertThat(second.records().get(0).as(S3BatchEventV2.Task.class).getS3Bucket())
			.isEqualTo("uploads--usw2-az1--x-s3");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> second.bind(S3BatchEvent.class))
			.withMessageContaining("for which AWS has " + S3BatchEventV2.class.getName());
	}

	@Test
	void encapWritesTheSchemaVersionThatTheJobNeeds() {
		Event first = Event.encapS3Batch("a b/c.txt", NewRecord.of("d").with("versionId", "7").id("t-2"));
		S3BatchEvent read = first.bind(S3BatchEvent.class);
		assertThat(read.getTasks()).extracting(S3BatchEvent.Task::getS3Key).containsExactly("a+b%2Fc.txt", "d");
		assertThat(first.records()).extracting(EventRecord::text).containsExactly("a b/c.txt", "d");
		assertThat(first.records().get(1).id()).hasValue("t-2");
		assertThat(first.records().get(1).attributes()).containsEntry("versionId", "7")
			.containsEntry("bucket", "bucket");
		Event second = Event.encapS3Batch(NewRecord.of("a").with("target", "archive"), "b");
		assertThat(second.bind(S3BatchEventV2.class).getInvocationSchemaVersion()).isEqualTo("2.0");
		assertThat(second.records()).extracting((task) -> task.attributes().get("target"))
			.as("an argument of the job")
			.containsOnly("archive");
	}

	@Test
	void encapRejectsWhatTheEventCannotCarry() {
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3Batch((Object) null))
			.withMessageContaining("must not be null");
		assertThatIllegalArgumentException().isThrownBy(
				() -> Event.encapS3Batch(NewRecord.of("a").with("target", "x").with("invocationSchemaVersion", "1.0")));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapS3Batch(NewRecord.of("a").with("invocationSchemaVersion", "3.0")))
			.withMessageContaining("must be 1.0 or 2.0");
		assertThatIllegalArgumentException().isThrownBy(
				() -> Event.encapS3Batch(NewRecord.of("a").with("target", "x"), NewRecord.of("b").with("target", "y")))
			.withMessageContaining("one \"target\" for all of its records");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"tasks\":[{\"taskId\":\"1\",\"s3Key\":\"a\",\"s3BucketArn\":\"b\"}]}",
			"{\"invocationSchemaVersion\":\"1.0\",\"tasks\":[]}",
			"{\"invocationSchemaVersion\":\"1.0\",\"invocationId\":\"i\",\"job\":\"j\",\"tasks\":[]}" })
	void objectWithoutMandatoryMemberIsNotAnEvent(String json) {
		assertThat(Event.of(json).source()).isEqualTo(EventSource.UNKNOWN);
		assertThat(Event.encapSqs(json).records()).extracting(EventRecord::source).containsExactly(EventSource.SQS);
	}

	@Test
	void messageWithTasksOfItsOwnStaysTheMessage() {
		String body = """
				{"invocationSchemaVersion":"1.0","invocationId":"i","job":{},"tasks":[{"taskId":"1","s3Key":"a"}]}""";
		assertThat(Event.encapSqs(body).records()).extracting(EventRecord::source).containsExactly(EventSource.SQS);
	}

	@Test
	void keyThatWasNotEncodedIsReadAsItIs() {
		String json = Samples.event("s3-batch-typical").json().replaceFirst("invoices[^\"]*", "100%");
		assertThat(Event.of(json).records().get(0).text()).isEqualTo("100%");
	}

}
