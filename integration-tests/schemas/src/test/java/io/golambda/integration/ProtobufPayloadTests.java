package io.golambda.integration;

import java.util.Arrays;

import com.acme.orders.lite.Note;
import com.acme.orders.protobuf.Order;
import com.acme.orders.protobuf.OrderKey;
import com.acme.orders.protobuf.Tree;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Binds payloads to messages that Protobuf generated.
 */
class ProtobufPayloadTests {

	private final Order order = Orders.protobuf("o-1");

	@ParameterizedTest
	@EnumSource(
			names = { "SQS", "SNS", "KINESIS", "KAFKA", "FIREHOSE", "ACTIVEMQ", "RABBITMQ", "EVENTBRIDGE_CUSTOM_BUS" })
	void messageIsCarriedByEachSource(EventSource source) {
		assertThat(bind(Event.of(source, this.order))).isEqualTo(this.order);
	}

	@Test
	void keyBindsAsWell() {
		OrderKey key = OrderKey.newBuilder().setCustomer(7).build();
		EventRecord record = only(Event.encapKafka(NewRecord.of(this.order).part("key", key)));
		assertThat(record.part("key").orElseThrow().bind(OrderKey.class)).isEqualTo(key);
		assertThat(record.bind(Order.class)).isEqualTo(this.order);
	}

	@Test
	void liteMessageBinds() {
		Note note = Note.newBuilder().setText("fragile").build();
		assertThat(only(Event.encapSqs(note)).bind(Note.class)).isEqualTo(note);
		assertThat(only(fromRegistry("17", note)).bind(Note.class)).isEqualTo(note);
		EventRecord json = only(Event.encapSqs("{\"text\":\"fragile\"}"));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> json.bind(Note.class))
			.withMessageEndingWith("it is JSON, which lite messages of Protobuf do not read.");
	}

	@Test
	void messageWithoutFieldsIsEmpty() {
		assertThat(bind(Event.encapKafka(new byte[0]))).isEqualTo(Order.getDefaultInstance());
	}

	@Test
	void headersOfRegistriesAreRecognized() {
		byte[] first = Orders.bytes(0);
		byte[] second = Orders.bytes(2, 2);
		byte[] message = this.order.toByteArray();
		assertThat(bind(Event.encapKafka(Orders.confluent(17, first, message)))).isEqualTo(this.order);
		assertThat(bind(Event.encapKafka(Orders.confluent(17, second, message)))).isEqualTo(this.order);
		assertThat(bind(Event.encapKinesis(Orders.glue(Orders.bytes(1), message)))).isEqualTo(this.order);
		assertThat(bind(Event.encapKinesis(Orders.glueCompressed(Orders.bytes(1), message)))).isEqualTo(this.order);
	}

	@Test
	void indexesRemainWhereLambdaRemovedTheHeader() {
		byte[] message = this.order.toByteArray();
		assertThat(bind(fromRegistry("17", Orders.join(Orders.bytes(0), message)))).isEqualTo(this.order);
		assertThat(bind(fromRegistry("17", Orders.join(Orders.bytes(4, 2, 0), message)))).isEqualTo(this.order);
		assertThat(bind(fromRegistry(Orders.GLUE_ID, Orders.join(Orders.bytes(12), message)))).isEqualTo(this.order);
		assertThat(bind(fromRegistry("17", message))).isEqualTo(this.order);
	}

	@Test
	void idOfASchemaMayBeANumber() {
		Event event = Event.of(fromRegistry("17", this.order).json().replace("\"schemaId\":\"17\"", "\"schemaId\":17"));
		assertThat(bind(event)).isEqualTo(this.order);
	}

	@Test
	void testsWriteTheIndexThatLambdaLeaves() {
		for (String schemaId : new String[] { "17", Orders.GLUE_ID }) {
			EventRecord record = only(fromRegistry(schemaId, this.order));
			assertThat(record.bytes()).startsWith(0).endsWith(this.order.toByteArray());
			assertThat(record.bind(Order.class)).isEqualTo(this.order);
		}
	}

	@Test
	void indexesOfAMessageThatIsNestedDeepAreRecognized() {
		Tree.A.B.C deep = Tree.A.B.C.newBuilder().setId("c").build();
		byte[] indexed = Orders.join(Orders.bytes(8, 4, 0, 0, 0), deep.toByteArray());
		assertThat(only(fromRegistry("17", indexed)).bind(Tree.A.B.C.class)).isEqualTo(deep);
	}

	@Test
	void damagedMessageIsAnErrorOfItsRecord() {
		byte[] message = this.order.toByteArray();
		byte[] cut = Arrays.copyOf(message, message.length - 1);
		assertProblem(Event.encapKafka(cut), "it is not a message of Protobuf: While parsing a protocol message, the "
				+ "input ended unexpectedly in the middle of a field.");
		assertProblem(Event.encapKafka(Orders.confluent(17, Orders.bytes(0), cut)),
				"it starts with the header of Confluent's registry for schema 17, but behind it, it is not a message of "
						+ "Protobuf: ");
		assertProblem(fromRegistry("17", Orders.bytes(4, 2)),
				"it lacks the indexes that a schema registry writes before a message.");
		assertProblem(fromRegistry("17", Orders.join(Orders.bytes(1), message)),
				"it lacks the indexes that a schema registry writes before a message.");
	}

	@Test
	void messageNestedTooDeepIsAnErrorOfItsRecord() {
		Tree tree = Tree.getDefaultInstance();
		for (int i = 0; i < 150; i++) {
			tree = Tree.newBuilder().addChildren(tree).build();
		}
		EventRecord record = only(Event.encapKafka(tree));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Tree.class))
			.withMessageContaining("Protocol message had too many levels of nesting.");
	}

	@Test
	void formatOfAnotherClassIsAnError() {
		assertProblem(
				Event.encapKafka(NewRecord.of(this.order)
					.with("valueSchemaMetadata.dataFormat", "AVRO")
					.with("valueSchemaMetadata.schemaId", "17")),
				"the event says that its data format is AVRO, but Order is a class of PROTOBUF. Bind a class of that "
						+ "format, or correct the schema registry of the event source mapping.");
	}

	@Test
	void jsonBindsWithTheNamesOfTheSchema() {
		assertThat(only(Event.encapEventBridge("""
				{ "id": "o-1", "amount": 3, "lines": [{ "sku": "a-1", "count": "1" }], "labels": { "channel": "web" },
				  "card": "1234", "unknown": true }
				""".strip())).bind(Order.class)).isEqualTo(this.order);
		assertProblem(Event.encapKafka("{\"number\":1}"), "it is JSON that has none of the fields of orders.Order.");
		assertProblem(Event.encapKafka("{\"amount\":\"secret\"}"), "it is JSON that does not fit orders.Order.");
	}

	@Test
	void classWithoutSchemaIsAnError() {
		EventRecord record = only(Event.encapKafka(this.order));
		for (Class<?> type : new Class<?>[] { Message.class, DynamicMessage.class }) {
			assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(type))
				.withMessageEndingWith("it has no schema of its own; bind a class that Protobuf generated.");
		}
	}

	private static Event fromRegistry(String schemaId, Object payload) {
		return Event.encapKafka(NewRecord.of(payload)
			.with("valueSchemaMetadata.schemaId", schemaId)
			.with("valueSchemaMetadata.dataFormat", "PROTOBUF"));
	}

	private static void assertProblem(Event event, String problem) {
		EventRecord record = only(event);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Order.class))
			.withMessageContaining("does not fit com.acme.orders.protobuf.Order: ")
			.withMessageContaining(problem);
	}

	private static Order bind(Event event) {
		return only(event).bind(Order.class);
	}

	private static EventRecord only(Event event) {
		assertThat(event.records()).hasSize(1);
		return event.records().get(0);
	}

}
