package io.golambda.event;

import java.time.Instant;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import org.junit.jupiter.api.Test;

import io.golambda.event.Samples.Color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Creates SNS events with {@link Event#encapSns}.
 */
class EncapSnsTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final Color BLUE = new Color("blue");

	@Test
	void awsClassReadsSubjectAndAttributes() {
		SNSEvent.SNS sns = Event
			.encapSns(NewRecord.of(BLUE)
				.id("n-1")
				.timestamp(TIME)
				.with("Subject", "Order")
				.with("attempt", 3)
				.with("digest", new byte[] { 1 }))
			.bind(SNSEvent.class)
			.getRecords()
			.get(0)
			.getSNS();
		assertThat(sns.getMessageId()).isEqualTo("n-1");
		assertThat(sns.getTimestamp().getMillis()).isEqualTo(TIME.toEpochMilli());
		assertThat(sns.getSubject()).isEqualTo("Order");
		assertThat(sns.getMessageAttributes().get("attempt").getType()).isEqualTo("Number");
		assertThat(sns.getMessageAttributes().get("attempt").getValue()).isEqualTo("3");
		assertThat(sns.getMessageAttributes().get("digest").getType()).isEqualTo("Binary");
		assertThat(sns.getMessageAttributes().get("digest").getValue()).isEqualTo("AQ==");
	}

	@Test
	void subscriptionBelongsToTheTopic() {
		EventRecord record = Event.encapSns(NewRecord.of(BLUE).with("TopicArn", "arn:aws:sns:eu-west-1:1:t"))
			.records()
			.get(0);
		assertThat(record.attributes().get("EventSubscriptionArn")).startsWith("arn:aws:sns:eu-west-1:1:t:");
	}

	@Test
	void valuesBelongToTheNotificationWithinAQueue() {
		Event event = Event
			.encapSnsOverSqs(NewRecord.of(BLUE).id("n-1").timestamp(TIME).with("Subject", "s").with("a", 1), "plain");
		EventRecord notification = event.decapSnsOverSqs().get(0);
		assertThat(notification.id()).hasValue("n-1");
		assertThat(notification.timestamp()).hasValue(TIME);
		assertThat(notification.attributes()).containsEntry("Subject", "s").containsEntry("a", "1");
		assertThat(notification.outermost().attributes()).doesNotContainKeys("Subject", "a");
		assertThat(event.records().get(1).text()).isEqualTo("plain");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Event.encapSnsOverSqs(NewRecord.of(BLUE).part("key", "k")))
			.withMessageStartingWith("SNS records have no part \"key\". ");
	}

}
