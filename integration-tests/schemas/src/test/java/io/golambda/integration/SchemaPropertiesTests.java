package io.golambda.integration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.acme.orders.avro.Line;
import com.acme.orders.avro.Order;
import com.acme.orders.avro.OrderKey;
import com.acme.orders.avro.Status;
import com.acme.orders.avro.Tree;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a test puts into an event is what a function binds, with and without headers, and
 * any other bytes are an error of their record.
 */
class SchemaPropertiesTests {

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.strings().withChars('a', 'ä', '\u0000', '"', '{', '€').ofMaxLength(8);
	}

	@Provide
	Arbitrary<Order> orders() {
		Arbitrary<List<Line>> lines = Combinators.combine(texts(), Arbitraries.longs())
			.as(Line::new)
			.list()
			.ofMaxSize(4);
		return Combinators
			.combine(texts(), Arbitraries.integers(),
					Arbitraries.bigIntegers()
						.between(BigInteger.TEN.pow(20).negate().add(BigInteger.ONE),
								BigInteger.TEN.pow(20).subtract(BigInteger.ONE)),
					Arbitraries.longs().between(0, 4_102_444_800_000L), Arbitraries.of(Status.values()),
					texts().injectNull(0.5), lines, Arbitraries.maps(texts(), texts()).ofMaxSize(3))
			.as((id, amount, price, placed, status, note, orderLines, labels) -> new Order(id, amount,
					new BigDecimal(price, 2), Instant.ofEpochMilli(placed), status, note, orderLines, labels));
	}

	@Provide
	Arbitrary<OrderKey> keys() {
		Arbitrary<Long> longs = Arbitraries.longs().injectNull(0.5);
		return Combinators.combine(longs, longs).as(OrderKey::new);
	}

	@Provide
	Arbitrary<com.acme.orders.protobuf.Order> messages() {
		return Combinators
			.combine(texts(), Arbitraries.integers(), Arbitraries.maps(texts(), texts()).ofMaxSize(3), texts())
			.as((id, amount, labels, card) -> com.acme.orders.protobuf.Order.newBuilder()
				.setId(id)
				.setAmount(amount)
				.putAllLabels(labels)
				.setCard(card)
				.build());
	}

	@Provide
	Arbitrary<EventSource> sources() {
		return Arbitraries.of(EventSource.SQS, EventSource.SNS, EventSource.KINESIS, EventSource.KAFKA,
				EventSource.FIREHOSE, EventSource.ACTIVEMQ, EventSource.RABBITMQ);
	}

	@Property(tries = 200)
	void objectIsBoundAsItWasWritten(@ForAll @From("orders") Order order, @ForAll @From("keys") OrderKey key,
			@ForAll @From("sources") EventSource source) {
		assertThat(only(Event.of(source, order)).bind(Order.class)).isEqualTo(order);
		assertThat(only(Event.of(source, key)).bind(OrderKey.class)).isEqualTo(key);
		EventRecord record = only(Event.encapKafka(NewRecord.of(order)
			.part("key", key)
			.with("keySchemaMetadata.schemaId", "1")
			.with("valueSchemaMetadata.schemaId", Orders.GLUE_ID)));
		assertThat(record.bind(Order.class)).isEqualTo(order);
		assertThat(record.part("key").orElseThrow().bind(OrderKey.class)).isEqualTo(key);
	}

	@Property(tries = 200)
	void headersDoNotChangeTheObject(@ForAll @From("orders") Order order, @ForAll @From("keys") OrderKey key) {
		for (byte[] payload : List.of(Orders.confluent(17, Orders.binary(order)), Orders.glue(Orders.binary(order)),
				Orders.glueCompressed(Orders.binary(order)))) {
			assertThat(only(Event.encapKafka(payload)).bind(Order.class)).isEqualTo(order);
		}
		assertThat(only(Event.encapKafka(Orders.confluent(17, Orders.binary(key)))).bind(OrderKey.class))
			.isEqualTo(key);
	}

	@Property(tries = 200)
	void messageIsBoundAsItWasWritten(@ForAll @From("messages") com.acme.orders.protobuf.Order order,
			@ForAll @From("sources") EventSource source) {
		byte[] message = order.toByteArray();
		assertThat(only(Event.of(source, order)).bind(com.acme.orders.protobuf.Order.class)).isEqualTo(order);
		for (Object payload : List.of(Orders.confluent(17, Orders.bytes(0), message),
				Orders.glueCompressed(Orders.bytes(9), message),
				NewRecord.of(order).with("valueSchemaMetadata.schemaId", "1"),
				NewRecord.of(order).with("valueSchemaMetadata.schemaId", Orders.GLUE_ID))) {
			assertThat(only(Event.encapKafka(payload)).bind(com.acme.orders.protobuf.Order.class)).isEqualTo(order);
		}
	}

	@Property(tries = 500)
	void anyBytesAreAnObjectOrAnErrorOfTheirRecord(@ForAll byte[] bytes, @ForAll boolean hasSchemaId) {
		NewRecord payload = NewRecord.of(bytes);
		EventRecord record = only(
				Event.encapKafka(hasSchemaId ? payload.with("valueSchemaMetadata.schemaId", "1") : payload));
		for (Class<?> type : List.of(Order.class, OrderKey.class, Tree.class, com.acme.orders.protobuf.Order.class,
				com.acme.orders.protobuf.Tree.class)) {
			bound(record, type);
		}
	}

	@Property(tries = 300)
	void damagedObjectIsAnObjectOrAnErrorOfItsRecord(@ForAll @From("orders") Order order, @ForAll byte value,
			@ForAll int at, @ForAll boolean compressed) {
		byte[] binary = Orders.binary(order);
		byte[] payload = compressed ? Orders.glueCompressed(binary) : Orders.confluent(17, binary);
		payload[Math.floorMod(at, payload.length)] = value;
		bound(only(Event.encapKafka(payload)), Order.class);
	}

	@Example
	void objectThatIsNestedTooDeepIsAnErrorOfItsRecord() {
		byte[] deep = new byte[3_000_000];
		java.util.Arrays.fill(deep, (byte) 2);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> only(Event.encapKafka(deep)).bind(Tree.class))
			.withMessageContaining("it is nested too deep.");
	}

	private static Optional<Object> bound(EventRecord record, Class<?> type) {
		try {
			return Optional.of(record.bind(type));
		}
		catch (EventException ex) {
			assertThat(ex.getMessage()).startsWith("Record 0 (id topic-0-0) of the KAFKA event ");
			return Optional.empty();
		}
	}

	private static EventRecord only(Event event) {
		return event.records().get(0);
	}

}
