package io.golambda.idempotency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.golambda.batch.Batch;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.NewRecord;
import io.golambda.event.Records;
import io.golambda.idempotency.Workshop.Order;
import io.golambda.invocation.InvocationChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Keys in payloads and comparisons of payloads, for each kind of input.
 */
class IdempotencyPayloadTests {

	private final Workshop workshop = new Workshop();

	private final Idempotency idempotency = this.workshop.idempotency();

	private final List<Object> done = new ArrayList<>();

	private List<String> begun() {
		return this.workshop.calls.stream()
			.filter((call) -> call.startsWith("begin"))
			.map((call) -> call.substring("begin orders#".length()))
			.toList();
	}

	private void invoke(Event event, InvocationWork work) throws Exception {
		new InvocationChain(List.of()).invoke(event, (invocation) -> {
			work.run();
			return null;
		});
	}

	@Test
	void pointerReadsThePayloadOfTheRecordInWork() throws Exception {
		Event event = Event.encapSqs("{\"order\":{\"id\":17},\"amount\":1}", "{\"order\":{\"id\":\"b\"},\"amount\":2}");
		invoke(event,
				() -> Batch.each(Order.class, this.idempotency.byPointer("/order/id").of(this.done::add)).apply(event));
		assertThat(begun()).containsExactly("17", "b");
		assertThat(this.done).containsExactly(new Order(null, 1), new Order(null, 2));
	}

	@Test
	void pointerReadsARecordAnEventItsRecordsOrAnyValue() throws Exception {
		IdempotentConsumer<Object> work = this.idempotency.byPointer("/id").of(this.done::add);
		work.accept(Event.encapSqs("{\"id\":1}").records().get(0));
		work.accept(Event.of("{\"id\":2}"));
		work.accept(new Order("3", 1));
		work.accept(Map.of("id", 4));
		invoke(Event.of("{\"id\":5}"), () -> work.accept(new Order("other", 1)));
		assertThat(begun()).containsExactly("1", "2", "3", "4", "5");
		IdempotentConsumer<Records<?>> records = this.idempotency.namespace("records")
			.byPointer("/Records/0/messageId")
			.of((batch) -> {
			});
		records.accept(Records.of(Event.encapSqs(NewRecord.of("{}").id("m-1")), Order.class));
		assertThat(this.workshop.calls).contains("begin orders/records#m-1");
	}

	@Test
	void pointerWithoutAValueIsAnError() {
		IdempotentConsumer<Order> work = this.idempotency.byPointer("/orderId").of(this.done::add);
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> work.accept(new Order("3", 1)))
			.withMessage("The payload has no value at /orderId, which is its idempotency key. "
					+ "Use a pointer to a value that every payload has.");
		assertThatIllegalArgumentException().isThrownBy(() -> this.idempotency.byPointer("orderId"));
	}

	@Test
	void recordIdIsThatOfTheRecordInWork() throws Exception {
		Event event = Event.encapSqs(NewRecord.of("a").id("m-1"), NewRecord.of("b").id("m-2"));
		for (int i = 0; i < 2; i++) {
			invoke(event,
					() -> Batch.each(String.class, this.idempotency.byRecordId().of(this.done::add)).apply(event));
		}
		assertThat(begun()).as("kept in memory then").containsExactly("m-1", "m-2");
		assertThat(this.done).containsExactly("a", "b");
	}

	@Test
	void recordWithoutIdHasThatOfItsEnvelopeAndItsPosition() {
		Event event = Event.encapSqs(NewRecord.of(Event.encapS3("a.txt", "b.txt").json()).id("m-1"));
		assertThat(event.records()).hasSize(2);
		IdempotentConsumer<EventRecord> work = this.idempotency.byRecordId().of(this.done::add);
		event.records().forEach(work);
		assertThat(begun()).containsExactly("m-1/0", "m-1/1");
	}

	@Test
	void recordIdNeedsARecordWithAnId() {
		IdempotentConsumer<Object> work = this.idempotency.byRecordId().of(this.done::add);
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> work.accept("text"))
			.withMessageStartingWith("byRecordId() needs a record, but the work was called with java.lang.String");
		assertThatExceptionOfType(IdempotencyException.class)
			.isThrownBy(() -> work.accept(Event.encapS3("a.txt").records().get(0)))
			.withMessage(
					"Record 0 of the S3 event has no id. Use by(...) or byPointer(...) with a key of the payload.");
	}

	@Test
	void redeliveredEventIsADuplicateAlthoughItsReceiptsDiffer() {
		Consumer<Event> work = this.idempotency.byPointer("/Records/0/messageId").of(this.done::add);
		String first = Event.encapSqs(NewRecord.of("{\"id\":1}").id("m-1").with("ApproximateReceiveCount", "1")).json();
		String second = Event.encapSqs(NewRecord.of("{\"id\":1}").id("m-1").with("ApproximateReceiveCount", "2"))
			.json();
		assertThat(first).isNotEqualTo(second);
		work.accept(Event.of(first));
		work.accept(Event.of(second));
		assertThat(this.done).hasSize(1);
		String other = Event.encapSqs(NewRecord.of("{\"id\":2}").id("m-1")).json();
		assertThatExceptionOfType(PayloadMismatchException.class).isThrownBy(() -> work.accept(Event.of(other)));
	}

	@Test
	void redeliveredObjectOfAwsClassIsADuplicate() throws Exception {
		IdempotentConsumer<SQSEvent> work = this.idempotency
			.by((SQSEvent event) -> event.getRecords().get(0).getMessageId())
			.of(this.done::add);
		for (String count : List.of("1", "2")) {
			Event event = Event.encapSqs(NewRecord.of("{\"id\":1}").id("m-1").with("ApproximateReceiveCount", count));
			invoke(event, () -> work.accept(event.bind(SQSEvent.class)));
		}
		assertThat(this.done).hasSize(1);
	}

	@Test
	void comparedPartOfAnObjectOfAwsClassIsThatPart() throws Exception {
		IdempotentConsumer<SQSEvent> work = this.idempotency.by((SQSEvent event) -> "key")
			.comparing((SQSEvent event) -> event.getRecords().get(0).getMessageAttributes().get("version"))
			.of(this.done::add);
		for (String body : List.of("a", "b")) {
			Event event = Event.encapSqs(NewRecord.of(body).with("version", "1"));
			invoke(event, () -> work.accept(event.bind(SQSEvent.class)));
		}
		assertThat(this.done).hasSize(1);
		Event other = Event.encapSqs(NewRecord.of("a").with("version", "2"));
		assertThatExceptionOfType(PayloadMismatchException.class)
			.isThrownBy(() -> work.accept(other.bind(SQSEvent.class)));
	}

	@Test
	void repeatedRequestIsADuplicateAlthoughItsHeadersDiffer() {
		Consumer<Event> work = this.idempotency.byPointer("/queryStringParameters/order").of(this.done::add);
		String request = """
				{"version": "2.0", "rawPath": "/pay", "queryStringParameters": {"order": "17"}, "body": "%s",
				"headers": {"x-amzn-trace-id": "%s"}, "requestContext": {"requestId": "%s", "http": {"method": "POST"}}}
				""";
		work.accept(Event.of(request.formatted("a", "1", "1")));
		work.accept(Event.of(request.formatted("a", "2", "2")));
		assertThat(this.done).hasSize(1);
		assertThatExceptionOfType(PayloadMismatchException.class)
			.isThrownBy(() -> work.accept(Event.of(request.formatted("b", "2", "2"))));
	}

	@Test
	void equalPayloadsOfAnyTypeAreDuplicates() {
		enum Size {

			SMALL, MEDIUM, LARGE

		}
		record Shirt(String id, Set<Size> sizes, Map<Size, Integer> stock, @Nullable String colour) {
		}
		record ShirtBefore(String id, Set<Size> sizes, Map<Size, Integer> stock) {
		}
		IdempotentConsumer<Object> work = this.idempotency.byPointer("/id").of(this.done::add);
		Map<Size, Integer> stock = new HashMap<>(Map.of(Size.LARGE, 1, Size.SMALL, 2));
		work.accept(new ShirtBefore("a", Set.of(Size.LARGE, Size.SMALL), stock));
		work.accept(new Shirt("a", Set.of(Size.SMALL, Size.LARGE), stock, null));
		assertThat(this.done).as("a class may get further properties").hasSize(1);
		assertThatExceptionOfType(PayloadMismatchException.class)
			.isThrownBy(() -> work.accept(new Shirt("a", Set.of(Size.SMALL), stock, null)));
	}

	@Test
	void textAndBytesAreComparedAsTheyAre() {
		IdempotentConsumer<String> text = this.idempotency.by((String line) -> line.substring(0, 1)).of(this.done::add);
		text.accept("a{}");
		text.accept("a{}");
		assertThatExceptionOfType(PayloadMismatchException.class).isThrownBy(() -> text.accept("a{ }"));
		IdempotentConsumer<byte[]> bytes = this.idempotency.namespace("bytes")
			.by((byte[] data) -> data[0])
			.of(this.done::add);
		bytes.accept(new byte[] { 1, 2 });
		bytes.accept(new byte[] { 1, 2 });
		assertThatExceptionOfType(PayloadMismatchException.class).isThrownBy(() -> bytes.accept(new byte[] { 1, 3 }));
		assertThat(this.done).hasSize(2);
	}

	@Test
	void payloadThatCannotBeComparedNamesTheFix() {
		IdempotentConsumer<Node> work = this.idempotency.by((Node node) -> "key").of((node) -> this.done.add(node));
		IdempotentConsumer<Object> opaque = this.idempotency.namespace("opaque")
			.by((Object value) -> "key")
			.of((value) -> this.done.add(value));
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> opaque.accept(new Object()))
			.withMessage("java.lang.Object cannot be written as JSON to compare it with that of earlier work with the "
					+ "same key: it has no property that Jackson writes. Use comparing(...) with values of simple types, "
					+ "or comparingNothing().");
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> work.accept(new Node()))
			.withMessageStartingWith(Node.class.getName() + " cannot be written as JSON to compare it")
			.withMessageEndingWith("Use comparing(...) with values of simple types, or comparingNothing().");
		assertThat(this.done).isEmpty();
	}

	@Test
	void cachedKeysNeedNoStore() {
		Idempotency cached = this.workshop.idempotency(Workshop.withCache(2));
		IdempotentConsumer<Order> work = cached.by(Order::id).of(this.done::add);
		for (String id : List.of("1", "2", "1", "3", "1", "2")) {
			work.accept(new Order(id, 0));
		}
		assertThat(this.done).hasSize(3);
		assertThat(begun()).as("the key that was used last is kept").containsExactly("1", "2", "3", "2");
		this.workshop.advance(Duration.ofHours(1));
		work.accept(new Order("2", 0));
		assertThat(this.done).as("after their time to live").hasSize(4);
	}

	@Test
	void cachedKeysAreCompared() {
		IdempotentConsumer<Order> work = this.workshop.idempotency(Workshop.withCache(2))
			.by(Order::id)
			.of(this.done::add);
		work.accept(new Order("1", 0));
		assertThatExceptionOfType(PayloadMismatchException.class).isThrownBy(() -> work.accept(new Order("1", 1)));
		assertThat(begun()).hasSize(1);
	}

	static final class Node {

		public Node getNext() {
			return this;
		}

	}

	private interface InvocationWork {

		void run() throws Exception;

	}

}
