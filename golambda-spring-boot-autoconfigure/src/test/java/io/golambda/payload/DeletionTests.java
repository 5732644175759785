package io.golambda.payload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.batch.AwsResponse;
import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;
import io.golambda.event.LargePayloads;
import io.golambda.event.NewRecord;
import io.golambda.event.PayloadContent;
import io.golambda.event.PayloadReference;
import io.golambda.event.PayloadStore;
import io.golambda.event.PayloadStream;
import io.golambda.invocation.InvocationChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests which objects are deleted after an invocation: only those whose records will not
 * be delivered again.
 */
class DeletionTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final List<String> deleted = new ArrayList<>();

	private final List<String> opened = new ArrayList<>();

	private @Nullable String problem;

	private final AllowedBuckets store = new AllowedBuckets(() -> new Store(), Set.of("basket"), true);

	private final InvocationChain chain = new InvocationChain(
			List.of(new DeletionInterceptor(() -> this.store), (invocation, next) -> {
				Object result = next.proceed(invocation);
				return (result instanceof AwsResponse response) ? response.toJson(MAPPER)
						: MAPPER.writeValueAsBytes(result);
			}));

	private void invoke(Event event, Function<Event, ?> function) {
		LargePayloads payloads = new LargePayloads(this.store, 1024);
		Event mapped = new EventMapper(MAPPER, 1024).withLargePayloads(() -> payloads).event(event);
		try {
			this.chain.invoke(mapped, (invocation) -> function.apply(mapped));
		}
		catch (Exception ex) {
			throw (ex instanceof RuntimeException unchecked) ? unchecked : new IllegalStateException(ex);
		}
	}

	private static String pointer(String key) {
		return "[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\"basket\",\"s3Key\":\"" + key
				+ "\"}]";
	}

	private static Event messages(String... keys) {
		Object[] pointers = new Object[keys.length];
		for (int i = 0; i < keys.length; i++) {
			pointers[i] = pointer(keys[i]);
		}
		return Event.encapSqs(pointers);
	}

	private static void failOn(EventRecord record, String... keys) {
		String text = record.text();
		if (List.of(keys).contains(text)) {
			throw new IllegalStateException("failing");
		}
	}

	@Test
	void objectsOfSuccessfulRecordsAreDeleted() {
		invoke(messages("a", "b"), (event) -> Batch.process(event, EventRecord::text));
		assertThat(this.deleted).containsExactly("a", "b");
	}

	@Test
	void objectOfAFailedRecordRemains() {
		invoke(messages("a", "b", "c"), (event) -> Batch.process(event, (record) -> failOn(record, "b")));
		assertThat(this.deleted).containsExactly("a", "c");
	}

	@Test
	void objectThatWasNotReadRemains() {
		invoke(messages("a", "b"), (event) -> event.records().get(0).text());
		assertThat(this.deleted).containsExactly("a");
	}

	@Test
	void objectThatWasNotReadToItsEndRemains() {
		invoke(messages("a", "bcd"), (event) -> {
			try (PayloadStream stream = event.records().get(1).stream()) {
				return stream.read();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(this.opened).containsExactly("bcd");
		assertThat(this.deleted).isEmpty();
	}

	@Test
	void failedFifoMessageKeepsTheObjectsOfItsGroup() {
		Event event = Event.encapSqs(fifo("a", "g1"), fifo("b", "g1"), fifo("c", "g1"), fifo("d", "g2"));
		ObjectNode json = (ObjectNode) MAPPER.readTree(event.bytes());
		json.withArray("Records")
			.forEach((record) -> ((ObjectNode) record).put("eventSourceARN", "arn:aws:sqs:eu-west-1:1:q.fifo"));
		invoke(Event.of(json.toString()), (each) -> Batch.process(each, (record) -> failOn(record, "b")));
		assertThat(this.deleted).containsExactly("a", "d");
	}

	private static NewRecord fifo(String key, String group) {
		return NewRecord.of(pointer(key)).with("MessageGroupId", group);
	}

	@Test
	void wholeBatchFailureDeletesNothing() {
		assertThatIllegalStateException()
			.isThrownBy(() -> invoke(messages("a"), (event) -> Batch.process(event, (record) -> failOn(record, "a"))));
		assertThatIllegalStateException().isThrownBy(() -> invoke(messages("a"), (event) -> {
			event.records().get(0).text();
			throw new IllegalStateException("failing");
		}));
		assertThat(this.opened).hasSize(2);
		assertThat(this.deleted).isEmpty();
	}

	@Test
	void messageKeepsAllItsObjectsIfOneOfItsRecordsFails() {
		Event two = Event.of(MAPPER.readTree(messages("a", "b").bytes()).path("Records").toString());
		Event event = Event.encapSqs(two.json(), pointer("c"));
		invoke(event, (each) -> {
			assertThat(each.records()).hasSize(3);
			return Batch.process(each, (record) -> failOn(record, "b"));
		});
		assertThat(this.deleted).containsExactly("c");
	}

	@Test
	void streamKeepsTheObjectsBehindTheFirstFailure() {
		Object[] messages = List.of("a", "b", "c").stream().map((key) -> messages(key).json()).toArray();
		invoke(Event.encapKinesis(messages), (event) -> {
			event.records().forEach(EventRecord::text);
			return BatchResponse.of(event.records().get(1).outermost().id().orElseThrow());
		});
		assertThat(this.deleted).containsExactly("a");
	}

	@Test
	void objectOfAnotherRecordThatFailedRemains() {
		invoke(messages("a", "a", "b"), (event) -> {
			event.records().forEach(EventRecord::text);
			return BatchResponse.of(event.records().get(1).id().orElseThrow());
		});
		assertThat(this.deleted).containsExactly("b");
	}

	@Test
	void twoRecordsOfAnObjectDeleteItOnce() {
		invoke(messages("a", "a"), (event) -> Batch.process(event, EventRecord::text));
		assertThat(this.deleted).containsExactly("a");
	}

	@Test
	void answerOfAnyTypeThatReportsFailuresIsRespected() {
		invoke(messages("a", "b"), (event) -> {
			event.records().forEach(EventRecord::text);
			ObjectNode answer = MAPPER.createObjectNode();
			answer.putArray("batchItemFailures")
				.addObject()
				.put("itemIdentifier", event.records().get(0).id().orElseThrow());
			return answer;
		});
		assertThat(this.deleted).containsExactly("b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"itemIdentifier\":\"unknown\"}]", "[{\"itemIdentifier\":\"\"}]",
			"[{\"itemIdentifier\":null}]", "[{\"other\":\"x\"}]", "[1]" })
	void answerThatFailsTheWholeBatchDeletesNothing(String failures) {
		invoke(messages("a"), (event) -> {
			event.records().forEach(EventRecord::text);
			ObjectNode answer = MAPPER.createObjectNode();
			answer.set("batchItemFailures", (ArrayNode) MAPPER.readTree(failures));
			return answer;
		});
		assertThat(this.deleted).isEmpty();
	}

	@Test
	void functionThatDropsTheResponseOfItsBatchDeletesNothing() {
		invoke(messages("a", "b"), (event) -> {
			Batch.process(event, (record) -> failOn(record, "a"));
			return "done";
		});
		assertThat(this.deleted).isEmpty();
	}

	@Test
	void failedRecordOfKafkaKeepsItsObject() {
		Event event = Event.encapKafka(messages("a").json(), messages("b").json());
		invoke(event, (each) -> Batch.process(each, (record) -> failOn(record, "b")));
		assertThat(this.deleted).containsExactly("a");
	}

	@Test
	void recordOfFirehoseWhoseTransformationFailedKeepsItsObject() {
		invoke(Event.encapFirehose(messages("a").json(), messages("b").json()), (event) -> {
			List<EventRecord> records = event.records();
			records.forEach(EventRecord::text);
			ObjectNode answer = MAPPER.createObjectNode();
			ArrayNode results = answer.putArray("records");
			results.addObject()
				.put("recordId", records.get(0).outermost().id().orElseThrow())
				.put("result", "ProcessingFailed");
			results.addObject().put("recordId", records.get(1).outermost().id().orElseThrow()).put("result", "Ok");
			return answer;
		});
		assertThat(this.deleted).containsExactly("b");
	}

	@Test
	void notificationsAndTheirQueuesAreTheSame() {
		invoke(Event.encapSns(pointer("a")), (event) -> event.records().get(0).text());
		invoke(Event.encapSnsOverSqs(pointer("b"), pointer("c")),
				(event) -> Batch.process(event, (record) -> failOn(record, "c")));
		assertThat(this.deleted).containsExactly("a", "b");
	}

	@Test
	void failedDeletionDoesNotFailTheInvocation() {
		this.problem = "access is denied";
		invoke(messages("a"), (event) -> event.records().get(0).text());
		assertThat(this.deleted).isEmpty();
	}

	@Test
	void nothingIsDeletedShortlyBeforeTheTimeout() {
		Event event = messages("a");
		invoke(Event.of(event.bytes(), TimeLimit.ofMillis(100)), (each) -> each.records().get(0).text());
		assertThat(this.opened).containsExactly("a");
		assertThat(this.deleted).isEmpty();
	}

	@Test
	void objectOfAnotherBucketIsNotRead() {
		Event event = Event.encapSqs(pointer("a").replace("basket", "elsewhere"));
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> invoke(event, (each) -> each.records().get(0).text()))
			.withMessageContaining("s3://elsewhere/a, which cannot be read: golambda.large-payload.buckets allows "
					+ "basket, but not the bucket elsewhere");
		assertThat(this.opened).isEmpty();
	}

	@Test
	void objectThatAnEventNotifiesOfIsNeverDeleted() {
		invoke(Event.encapS3("a"), (event) -> event.records().get(0).stream().lines().count());
		assertThat(this.opened).containsExactly("a");
		assertThat(this.deleted).isEmpty();
	}

	/**
	 * Has an object for each key, whose content is the key.
	 */
	private final class Store implements PayloadStore {

		@Override
		public PayloadContent open(PayloadReference reference) {
			DeletionTests.this.opened.add(reference.key());
			byte[] content = reference.key().getBytes(StandardCharsets.UTF_8);
			return new PayloadContent(new ByteArrayInputStream(content), content.length);
		}

		@Override
		public void delete(List<PayloadReference> references) throws IOException {
			if (DeletionTests.this.problem != null) {
				throw new IOException(DeletionTests.this.problem);
			}
			references.forEach((reference) -> DeletionTests.this.deleted.add(reference.key()));
		}

	}

}
