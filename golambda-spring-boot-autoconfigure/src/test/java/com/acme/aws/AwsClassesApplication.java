package com.acme.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import reactor.core.publisher.Flux;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.Records;

/**
 * Functions that take AWS's event classes, and one whose type fits no whole event.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class AwsClassesApplication {

	/** The values that the batch consumers received. */
	public static final List<String> CONSUMED = new ArrayList<>();

	@Bean
	Function<S3Event, List<String>> s3() {
		return AwsClassesApplication::keys;
	}

	@Bean
	Function<Message<S3Event>, List<String>> messageOfS3() {
		return (message) -> keys(message.getPayload());
	}

	@Bean
	Function<Flux<S3Event>, Flux<String>> fluxOfS3() {
		return (events) -> events.map((event) -> keys(event).get(0));
	}

	@Bean
	Function<Records<S3Event>, List<String>> recordsOfS3() {
		return (events) -> events.stream().flatMap((event) -> keys(event).stream()).toList();
	}

	@Bean
	Function<Records<S3EventNotificationRecord>, List<String>> recordsOfS3Records() {
		return (records) -> records.stream().map(AwsClassesApplication::key).toList();
	}

	@Bean
	Function<Event, BatchResponse> batchOfS3() {
		return Batch.each(S3Event.class, (event) -> CONSUMED.addAll(keys(event)));
	}

	@Bean
	Function<Records<SQSEvent.SQSMessage>, BatchResponse> batchOfMessages() {
		return (messages) -> Batch.process(messages, (message) -> CONSUMED.add(message.getBody()));
	}

	@Bean
	Function<SNSEvent, List<String>> sns() {
		return (event) -> event.getRecords().stream().map((record) -> record.getSNS().getMessage()).toList();
	}

	@Bean
	Function<List<SQSEvent.SQSMessage>, List<String>> pipe() {
		return (messages) -> messages.stream().map(SQSEvent.SQSMessage::getBody).toList();
	}

	@Bean
	Function<Message<KinesisEvent>, String> kinesis() {
		return (message) -> message.getPayload()
			.getRecords()
			.stream()
			.map((record) -> record.getKinesis().getPartitionKey())
			.collect(Collectors.joining());
	}

	@Bean
	Function<Event, Map<String, SQSBatchResponse>> answer() {
		return (event) -> Map.of("sqs", new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure("m"))));
	}

	@Bean
	Function<Color, String> color() {
		return (color) -> "got " + color.message();
	}

	private static List<String> keys(S3Event event) {
		return event.getRecords().stream().map(AwsClassesApplication::key).toList();
	}

	private static String key(S3EventNotificationRecord record) {
		return record.getS3().getObject().getUrlDecodedKey();
	}

	/**
	 * A color.
	 *
	 * @param message its name
	 */
	public record Color(String message) {

	}

}
