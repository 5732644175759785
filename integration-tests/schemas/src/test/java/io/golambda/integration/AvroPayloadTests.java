package io.golambda.integration;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.acme.orders.avro.Invoice;
import com.acme.orders.avro.Order;
import com.acme.orders.avro.OrderKey;
import com.acme.orders.avro.Status;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.AvroSchemaRegistry;
import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Binds payloads to classes that Avro generated.
 */
class AvroPayloadTests {

	private final Order order = Orders.avro("o-1");

	@ParameterizedTest
	@EnumSource(
			names = { "SQS", "SNS", "KINESIS", "KAFKA", "FIREHOSE", "ACTIVEMQ", "RABBITMQ", "EVENTBRIDGE_CUSTOM_BUS" })
	void objectIsCarriedByEachSource(EventSource source) {
		EventRecord record = Event.of(source, this.order).records().get(0);
		assertThat(record.bind(Order.class)).isEqualTo(this.order);
	}

	@Test
	void classThatIsGeneratedWithDefaultsBinds() {
		Invoice invoice = new Invoice("i-1", ByteBuffer.wrap(new byte[] { 4, 5 }));
		Invoice bound = only(Event.encapKafka(invoice)).bind(Invoice.class);
		assertThat(bound.getTotal()).isEqualTo(invoice.getTotal());
		assertThat(bound.getId()).hasToString("i-1");
	}

	@Test
	void enumIsAnObjectAsWell() {
		assertThat(only(Event.encapKafka(Status.PAID)).bind(Status.class)).isEqualTo(Status.PAID);
	}

	@Test
	void objectIsCarriedInNestedEvents() {
		assertThat(Event.encapSqs(Event.encapSns(this.order)).records().get(0).bind(Order.class)).isEqualTo(this.order);
		assertThat(Event.encapKinesisAggregated(this.order).records().get(0).bind(Order.class)).isEqualTo(this.order);
	}

	@Test
	void keyBindsAsWell() {
		OrderKey key = new OrderKey(7L, null);
		EventRecord record = only(Event.encapKafka(NewRecord.of(this.order).part("key", key)));
		assertThat(record.part("key").orElseThrow().bind(OrderKey.class)).isEqualTo(key);
		assertThat(record.bind(Order.class)).isEqualTo(this.order);
	}

	@Test
	void textCarriesBase64() {
		assertThat(only(Event.encapSqs(this.order)).text())
			.isEqualTo(Base64.getEncoder().encodeToString(Orders.binary(this.order)));
		assertThat(bind(Event
			.encapSqs(Base64.getMimeEncoder(20, new byte[] { '\n' }).encodeToString(Orders.binary(this.order)))))
			.isEqualTo(this.order);
		assertThat(
				bind(Event.encapSqs(Base64.getUrlEncoder().withoutPadding().encodeToString(Orders.binary(this.order)))))
			.isEqualTo(this.order);
	}

	@Test
	void headersOfRegistriesAreRecognized() {
		byte[] binary = Orders.binary(this.order);
		assertThat(bind(Event.encapKafka(Orders.confluent(17, binary)))).isEqualTo(this.order);
		assertThat(bind(Event.encapKafka(Orders.glue(binary)))).isEqualTo(this.order);
		assertThat(bind(Event.encapKinesis(Orders.glueCompressed(binary)))).isEqualTo(this.order);
		assertThat(bind(Event.encapSqs(Base64.getEncoder().encodeToString(Orders.confluent(17, binary)))))
			.isEqualTo(this.order);
	}

	@Test
	void singleObjectEncodingIsRecognized() throws Exception {
		ByteBuffer buffer = Order.getEncoder().encode(this.order);
		byte[] encoded = new byte[buffer.remaining()];
		buffer.get(encoded);
		assertThat(bind(Event.encapKafka(encoded))).isEqualTo(this.order);
	}

	@Test
	void payloadThatOnlyStartsLikeAHeaderIsReadAsItIs() {
		// nulls of unions are zeros
		OrderKey empty = new OrderKey(null, null);
		assertThat(Orders.binary(empty)).containsExactly(0, 0);
		assertThat(only(Event.encapKafka(empty)).bind(OrderKey.class)).isEqualTo(empty);
		OrderKey region = new OrderKey(null, Long.MAX_VALUE);
		assertThat(Orders.binary(region)).hasSizeGreaterThan(5).startsWith(0, 2);
		assertThat(only(Event.encapKafka(region)).bind(OrderKey.class)).isEqualTo(region);
	}

	@Test
	void lambdasSchemaIdNeedsNoHeader() {
		EventRecord record = only(Event.encapKafka(NewRecord.of(this.order)
			.with("valueSchemaMetadata.schemaId", "17")
			.with("valueSchemaMetadata.dataFormat", "AVRO")));
		assertThat(record.bind(Order.class)).isEqualTo(this.order);
	}

	@Test
	void registryResolvesOtherVersionsOfTheSchema() {
		GenericRecord written = new GenericRecordBuilder(Orders.otherVersion()).set("id", "o-2")
			.set("amount", 4)
			.set("price", ByteBuffer.wrap(new byte[] { 1 }))
			.set("placed", 5L)
			.set("status",
					new org.apache.avro.generic.GenericData.EnumSymbol(
							Orders.otherVersion().getField("status").schema(), "SENT"))
			.set("lines", List.of())
			.set("gift", true)
			.build();
		byte[] binary = Orders.binary(written);
		String fingerprint = "%016x".formatted(SchemaNormalization.parsingFingerprint64(Orders.otherVersion()));
		AvroSchemaRegistry registry = (id) -> Optional.of(id)
			.filter(List.of("17", Orders.GLUE_ID, fingerprint)::contains)
			.map((known) -> Orders.otherVersion().toString());
		byte[] singleObject = ByteBuffer.allocate(10 + binary.length)
			.order(java.nio.ByteOrder.LITTLE_ENDIAN)
			.put((byte) 0xC3)
			.put((byte) 1)
			.putLong(SchemaNormalization.parsingFingerprint64(Orders.otherVersion()))
			.put(binary)
			.array();
		List<Event> events = List.of(Event.encapKafka(Orders.confluent(17, binary)),
				Event.encapKafka(Orders.glueCompressed(binary)), Event.encapKafka(singleObject),
				Event.encapKafka(NewRecord.of(written).with("valueSchemaMetadata.schemaId", "17")));
		for (Event event : events) {
			EventRecord record = only(with(registry, event));
			Order read = record.bind(Order.class);
			assertThat(read.getId()).isEqualTo("o-2");
			assertThat(read.getPrice()).isEqualByComparingTo("0.01");
			assertThat(read.getNote()).isNull();
			assertThat(record.bind(GenericRecord.class).get("gift")).isEqualTo(true);
		}
	}

	@Test
	void otherVersionWithoutRegistryIsAnError() {
		byte[] other = Orders.join(Orders.binary(this.order), Orders.bytes(1));
		assertProblem(only(Event.encapKafka(Orders.confluent(17, other))),
				"Record 0 (id topic-0-0) of the KAFKA event does not fit com.acme.orders.avro.Order: it starts with the "
						+ "header of Confluent's registry for schema 17, but behind it, it has more bytes than an object "
						+ "of its schema. To read what was written with another version of the schema, declare an "
						+ "AvroSchemaRegistry bean that returns the schema of an id.");
	}

	private static void assertProblem(EventRecord record, String message) {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Order.class)).withMessage(message);
	}

	private static Event with(AvroSchemaRegistry registry, Event event) {
		return new EventMapper(JsonMapper.builder().build(), 1024 * 1024).withSchemaRegistry(registry).event(event);
	}

	private static Order bind(Event event) {
		return only(event).bind(Order.class);
	}

	private static EventRecord only(Event event) {
		assertThat(event.records()).hasSize(1);
		return event.records().get(0);
	}

}
