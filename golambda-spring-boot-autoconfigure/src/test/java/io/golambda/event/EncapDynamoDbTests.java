package io.golambda.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates DynamoDB Streams events with {@link Event#encapDynamoDb}.
 */
class EncapDynamoDbTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Map<String, Object> BEFORE = Map.of("id", "a", "n", 1);

	private static final Map<String, Object> AFTER = Map.of("id", "a", "n", 2);

	@Test
	void oldImageImpliesModification() {
		EventRecord record = Event.encapDynamoDb(NewRecord.of(AFTER).part("OldImage", BEFORE)).records().get(0);
		assertThat(record.attributes()).containsEntry("eventName", "MODIFY");
		assertThat(record.bind(Object.class)).isEqualTo(AFTER);
		assertThat(record.part("NewImage").orElseThrow().bind(Object.class)).isEqualTo(AFTER);
		assertThat(record.part("OldImage").orElseThrow().bind(Object.class)).isEqualTo(BEFORE);
	}

	@Test
	void keepsEventName() {
		EventRecord record = Event
			.encapDynamoDb(NewRecord.of(AFTER).part("OldImage", BEFORE).with("eventName", "INSERT"))
			.records()
			.get(0);
		assertThat(record.attributes()).containsEntry("eventName", "INSERT");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapDynamoDb(NewRecord.of(AFTER).with("eventName", "DELETE")))
			.withMessage("The attribute \"eventName\" of DYNAMODB must be one of INSERT, MODIFY, REMOVE.");
	}

	@Test
	void removedItemHasOnlyAnOldImage() {
		for (NewRecord removed : List.of(NewRecord.of(BEFORE), NewRecord.of(null).part("OldImage", BEFORE))) {
			EventRecord record = Event.encapDynamoDb(removed.with("eventName", "REMOVE")).records().get(0);
			assertThat(record.bind(Object.class)).isEqualTo(BEFORE);
			assertThat(record.part("OldImage").orElseThrow().bind(Object.class)).isEqualTo(BEFORE);
			assertThat(record.part("NewImage")).isEmpty();
			assertThat(record.attributes()).containsEntry("StreamViewType", "NEW_AND_OLD_IMAGES");
		}
		NewRecord removed = NewRecord.of(BEFORE).with("eventName", "REMOVE");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDynamoDb(removed.part("NewImage", AFTER)))
			.withMessage("A DYNAMODB record of a removed item has no NewImage.");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDynamoDb(removed.part("OldImage", AFTER)))
			.withMessageContaining("is its OldImage, so it cannot have both");
	}

	@Test
	void removalByTimeToLiveHasAnIdentity() {
		Event event = Event
			.encapDynamoDb(NewRecord.of(BEFORE).with("eventName", "REMOVE").with("userIdentity.type", "Service"));
		assertThat(event.records().get(0).attributes()).containsEntry("userIdentity.principalId",
				"dynamodb.amazonaws.com");
		assertThat(event.bind(DynamodbEvent.class).getRecords().get(0).getUserIdentity().getPrincipalId())
			.isEqualTo("dynamodb.amazonaws.com");
	}

	@Test
	void keepsKeys() {
		Map<String, Object> keys = Map.of("id", "a", "n", 2);
		EventRecord record = Event.encapDynamoDb(NewRecord.of(AFTER).part("Keys", keys)).records().get(0);
		assertThat(record.part("Keys").orElseThrow().bind(Object.class)).isEqualTo(keys);
		assertThat(Event.encapDynamoDb(NewRecord.of(AFTER).part("Keys", null)).records().get(0).part("Keys")).isEmpty();
	}

	@Test
	void supportsStreamsWithoutNewImages() {
		EventRecord keys = Event.encapDynamoDb(NewRecord.of(null).part("Keys", Map.of("id", "a"))).records().get(0);
		assertThat(keys.text()).isEqualTo("{\"id\":\"a\"}");
		assertThat(keys.attributes()).containsEntry("StreamViewType", "KEYS_ONLY").containsEntry("eventName", "INSERT");
		EventRecord old = Event.encapDynamoDb(NewRecord.of(null).part("OldImage", BEFORE)).records().get(0);
		assertThat(old.bind(Object.class)).isEqualTo(BEFORE);
		assertThat(old.attributes()).containsEntry("StreamViewType", "OLD_IMAGE").containsEntry("eventName", "MODIFY");
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapDynamoDb(NewRecord.of(null)))
			.withMessage("A DYNAMODB record needs an item, as its payload or as one of its parts.");
	}

	@Test
	void acceptsNewImageAsPart() {
		NewRecord record = NewRecord.of(null).part("NewImage", AFTER);
		assertThat(Event.encapDynamoDb(record).records().get(0).bind(Object.class)).isEqualTo(AFTER);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapDynamoDb(NewRecord.of(AFTER).part("NewImage", AFTER)));
	}

	@Test
	void awsClassReadsImagesAndTime() {
		DynamodbEvent.DynamodbStreamRecord record = Event
			.encapDynamoDb(NewRecord.of(AFTER).part("OldImage", BEFORE).id("17").timestamp(TIME))
			.records()
			.get(0)
			.as(DynamodbEvent.DynamodbStreamRecord.class);
		assertThat(record.getEventName()).isEqualTo("MODIFY");
		assertThat(record.getDynamodb().getNewImage()).containsEntry("n", new AttributeValue().withN("2"));
		assertThat(record.getDynamodb().getOldImage()).containsEntry("n", new AttributeValue().withN("1"));
		assertThat(record.getDynamodb().getSequenceNumber()).isEqualTo("17");
		assertThat(record.getDynamodb().getApproximateCreationDateTime().getTime()).isEqualTo(TIME.toEpochMilli());
	}

	@Test
	void rejectsImageThatIsNotAnObject() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapDynamoDb(NewRecord.of(AFTER).part("OldImage", List.of())))
			.withMessageContaining("carries an object as its payload, but this is an array");
	}

	@Test
	void rejectsTooDeeplyNestedItem() {
		for (int depth : new int[] { 240, 260, 499, 501, 2000 }) {
			String item = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
			if (depth == 240) {
				assertThat(Event.encapDynamoDb(item).records().get(0).text()).isEqualTo(item);
				continue;
			}
			assertThatIllegalArgumentException().as("depth " + depth).isThrownBy(() -> Event.encapDynamoDb(item));
			assertThatIllegalArgumentException().isThrownBy(() -> Event.encapSqs(nested(2000)))
				.withMessage("This exceeds what an event can hold (nested too deep, or a number or name too long).");
		}
		String detail = "{\"a\":".repeat(500) + "1" + "}".repeat(500);
		assertThatIllegalArgumentException().isThrownBy(() -> Event.encapEventBridge(detail));
	}

	private static Object nested(int depth) {
		Object value = 1;
		for (int i = 0; i < depth; i++) {
			value = List.of(value);
		}
		return value;
	}

}
