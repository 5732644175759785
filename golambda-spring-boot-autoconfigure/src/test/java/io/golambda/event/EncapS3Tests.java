package io.golambda.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates S3 notifications with {@link Event#encapS3}.
 */
class EncapS3Tests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Color BLUE = new Color("blue");

	@Test
	void removedObjectHasNoSize() {
		EventRecord record = Event
			.encapS3(NewRecord.of("a").with("eventName", "ObjectRemoved:DeleteMarkerCreated").with("versionId", "v"))
			.records()
			.get(0);
		assertThat(record.attributes()).containsEntry("versionId", "v").doesNotContainKeys("size", "eTag");
	}

	@Test
	void awsClassReadsBucketAndVersion() {
		S3EventNotificationRecord record = Event
			.encapS3(NewRecord.of("a b").timestamp(TIME).with("bucket", "orders").with("versionId", "v"))
			.records()
			.get(0)
			.as(S3EventNotificationRecord.class);
		assertThat(record.getS3().getBucket().getName()).isEqualTo("orders");
		assertThat(record.getS3().getBucket().getArn()).isEqualTo("arn:aws:s3:::orders");
		assertThat(record.getS3().getObject().getVersionId()).isEqualTo("v");
		assertThat(record.getS3().getObject().getUrlDecodedKey()).isEqualTo("a b");
		assertThat(record.getEventTime().getMillis()).isEqualTo(TIME.toEpochMilli());
	}

	@Test
	void keyMustBeText() {
		assertThat(Event.encapS3("ü".getBytes(StandardCharsets.UTF_8)).records().get(0).attributes())
			.containsEntry("key", "ü");
		for (Object key : Arrays.asList(BLUE, 17, null)) {
			assertThatIllegalArgumentException().isThrownBy(() -> Event.encapS3(key, key))
				.withMessage("The payload of an S3 record is the key of the object, which must be text.");
		}
	}

}
