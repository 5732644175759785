package io.golambda.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.acme.orders.avro.Line;
import com.acme.orders.avro.Order;
import com.acme.orders.avro.Status;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.google.protobuf.InvalidProtocolBufferException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;

/**
 * Measures from the bytes of a Kafka event with 100 records to the same orders in JSON,
 * Avro and Protobuf: golambda, and AWS's class with the library of the format.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// Lambda's garbage collector, and a heap of fixed size; Avro alone refuses generated
// classes without the property
@Fork(value = 2,
		jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=*" })
public class TypedPayloadBenchmark {

	private static final int RECORDS = 100;

	/**
	 * The format of the payloads.
	 */
	@Param
	public Format format;

	private final JsonMapper mapper = JsonMapper.builder().build();

	// as in an application, which has one for all its events
	private final EventMapper events = new EventMapper(this.mapper, 64 * 1024 * 1024);

	private final PojoSerializer<KafkaEvent> serializer = LambdaEventSerializers.serializerFor(KafkaEvent.class,
			TypedPayloadBenchmark.class.getClassLoader());

	private final SpecificDatumReader<Order> avro = new SpecificDatumReader<>(Order.class);

	private byte[] json;

	private Event event;

	@Setup
	public void prepare() {
		Object[] orders = new Object[RECORDS];
		for (int i = 0; i < RECORDS; i++) {
			orders[i] = this.format.order.apply(i);
		}
		this.json = Event.encapKafka(orders).bytes();
		this.event = Event.of(this.json);
		System.out.println("# the event has " + this.json.length + " bytes");
		if (!golambda().equals(List.of(orders)) || !awsClasses().equals(List.of(orders))) {
			throw new IllegalStateException("Not all of them read what was written.");
		}
	}

	@Benchmark
	public List<Object> golambda() {
		List<Object> orders = new ArrayList<>();
		// a new event, since an event is decoded once
		for (EventRecord record : this.events.event(this.event).decapKafka()) {
			orders.add(record.bind(this.format.type));
		}
		return orders;
	}

	@Benchmark
	public List<Object> awsClasses() {
		List<Object> orders = new ArrayList<>();
		KafkaEvent kafka = this.serializer.fromJson(new ByteArrayInputStream(this.json));
		for (List<KafkaEvent.KafkaEventRecord> records : kafka.getRecords().values()) {
			for (KafkaEvent.KafkaEventRecord record : records) {
				orders.add(read(Base64.getDecoder().decode(record.getValue())));
			}
		}
		return orders;
	}

	private Object read(byte[] payload) {
		try {
			return switch (this.format) {
				case JSON -> this.mapper.readValue(payload, JsonOrder.class);
				case AVRO -> this.avro.read(null, DecoderFactory.get().binaryDecoder(payload, null));
				case PROTOBUF -> com.acme.orders.protobuf.Order.parseFrom(payload);
			};
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The formats with a class and an order of each.
	 */
	public enum Format {

		JSON(JsonOrder.class, JsonOrder::of),

		AVRO(Order.class,
				(number) -> new Order("order-" + number, number, new BigDecimal("12.50"),
						Instant.ofEpochMilli(1_767_323_045_006L), Status.PAID, "leave at the door",
						List.of(new Line("article-1", 1L), new Line("article-2", 2L)), Map.of("channel", "web"))),

		PROTOBUF(com.acme.orders.protobuf.Order.class,
				(number) -> com.acme.orders.protobuf.Order.newBuilder()
					.setId("order-" + number)
					.setAmount(number)
					.addLines(com.acme.orders.protobuf.Order.Line.newBuilder().setSku("article-1").setCount(1))
					.addLines(com.acme.orders.protobuf.Order.Line.newBuilder().setSku("article-2").setCount(2))
					.putLabels("channel", "web")
					.setCard("leave at the door")
					.build());

		private final Class<?> type;

		private final Function<Integer, Object> order;

		Format(Class<?> type, Function<Integer, Object> order) {
			this.type = type;
			this.order = order;
		}

	}

	/**
	 * The order that JSON holds.
	 */
	record JsonOrder(String id, int amount, BigDecimal price, Instant placed, Status status, String note,
			List<JsonLine> lines, Map<String, String> labels) {

		static Object of(int number) {
			return new JsonOrder("order-" + number, number, new BigDecimal("12.50"),
					Instant.ofEpochMilli(1_767_323_045_006L), Status.PAID, "leave at the door",
					List.of(new JsonLine("article-1", 1L), new JsonLine("article-2", 2L)), Map.of("channel", "web"));
		}

	}

	/**
	 * A line of an order.
	 */
	record JsonLine(String sku, long count) {

	}

}
