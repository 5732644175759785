package io.golambda.benchmarks;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
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
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;

/**
 * Measures from the bytes of an event of a DynamoDB stream to the objects in its new
 * images: golambda, a handwritten loop that converts each image to plain JSON for
 * Jackson, and AWS's classes, whose values Jackson converts. {@code decap} decodes
 * without binding.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// Lambda's garbage collector, and a heap of fixed size
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class DynamoDbBenchmark {

	/**
	 * The number of records with twenty attributes each.
	 */
	@Param({ "10", "1000" })
	public int records;

	private final JsonMapper mapper = JsonMapper.builder().build();

	// as in an application, which has one for all its events
	private final EventMapper events = new EventMapper(this.mapper, 64 * 1024 * 1024);

	private final PojoSerializer<DynamodbEvent> serializer = LambdaEventSerializers.serializerFor(DynamodbEvent.class,
			DynamoDbBenchmark.class.getClassLoader());

	private byte[] json;

	private Event event;

	@Setup
	public void prepare() {
		Object[] items = new Object[this.records];
		for (int i = 0; i < this.records; i++) {
			items[i] = Item.of(i);
		}
		this.json = Event.encapDynamoDb(items).bytes();
		this.event = Event.of(this.json);
		if (!golambda().equals(List.of(items)) || !handWrittenLoop().equals(golambda())
				|| !awsClasses().equals(golambda())) {
			throw new IllegalStateException("The contestants do not read the same.");
		}
		System.out.println("# the event has " + this.json.length + " bytes");
	}

	@Benchmark
	public List<EventRecord> decap() {
		// a new event, since an event is decoded once
		return this.events.event(this.event).decapDynamoDb();
	}

	@Benchmark
	public List<Item> golambda() {
		List<Item> items = new ArrayList<>();
		for (EventRecord record : this.events.event(this.event).decapDynamoDb()) {
			items.add(record.bind(Item.class));
		}
		return items;
	}

	@Benchmark
	public List<Item> handWrittenLoop() {
		List<Item> items = new ArrayList<>();
		try (JsonParser parser = this.mapper.createParser(this.json)) {
			parser.nextToken();
			String name;
			while ((name = parser.nextName()) != null) {
				parser.nextToken();
				if (!name.equals("Records")) {
					parser.skipChildren();
					continue;
				}
				while (parser.nextToken() == JsonToken.START_OBJECT) {
					readRecord(parser, items);
				}
			}
		}
		return items;
	}

	private void readRecord(JsonParser parser, List<Item> items) {
		String name;
		while ((name = parser.nextName()) != null) {
			parser.nextToken();
			if (!name.equals("dynamodb")) {
				parser.skipChildren();
				continue;
			}
			while ((name = parser.nextName()) != null) {
				parser.nextToken();
				if (!name.equals("NewImage")) {
					parser.skipChildren();
					continue;
				}
				ByteArrayBuilder plain = new ByteArrayBuilder();
				try (JsonGenerator generator = this.mapper.createGenerator(plain)) {
					writeImage(parser, generator);
				}
				items.add(this.mapper.readValue(plain.toByteArray(), Item.class));
			}
		}
	}

	private static void writeImage(JsonParser parser, JsonGenerator generator) {
		generator.writeStartObject();
		String name;
		while ((name = parser.nextName()) != null) {
			generator.writeName(name);
			parser.nextToken();
			writeValue(parser, generator);
		}
		generator.writeEndObject();
	}

	private static void writeValue(JsonParser parser, JsonGenerator generator) {
		String type = parser.nextName();
		parser.nextToken();
		switch (type) {
			case "N" -> generator.writeNumber(parser.getString());
			case "BOOL" -> generator.writeBoolean(parser.getBooleanValue());
			case "NULL" -> generator.writeNull();
			case "M" -> writeImage(parser, generator);
			case "L" -> {
				generator.writeStartArray();
				while (parser.nextToken() == JsonToken.START_OBJECT) {
					writeValue(parser, generator);
				}
				generator.writeEndArray();
			}
			default -> generator.writeString(parser.getString());
		}
		parser.nextToken();
	}

	@Benchmark
	public List<Item> awsClasses() {
		List<Item> items = new ArrayList<>();
		for (DynamodbEvent.DynamodbStreamRecord record : this.serializer.fromJson(new ByteArrayInputStream(this.json))
			.getRecords()) {
			items.add(this.mapper.convertValue(plain(record.getDynamodb().getNewImage()), Item.class));
		}
		return items;
	}

	private static Map<String, Object> plain(Map<String, AttributeValue> image) {
		Map<String, Object> plain = new LinkedHashMap<>();
		image.forEach((name, value) -> plain.put(name, plain(value)));
		return plain;
	}

	private static Object plain(AttributeValue value) {
		if (value.getS() != null) {
			return value.getS();
		}
		if (value.getN() != null) {
			return new BigDecimal(value.getN());
		}
		if (value.getBOOL() != null) {
			return value.getBOOL();
		}
		if (value.getL() != null) {
			return value.getL().stream().map(DynamoDbBenchmark::plain).toList();
		}
		if (value.getB() != null) {
			return Base64.getEncoder().encodeToString(value.getB().array());
		}
		return (value.getM() != null) ? plain(value.getM()) : null;
	}

	/**
	 * An item of the table.
	 */
	public record Item(String id, String customer, String street, String city, String country, String phone,
			String mail, String status, String currency, String note, long created, long updated, int count,
			int version, BigDecimal net, BigDecimal tax, boolean express, boolean paid, List<String> articles,
			Position position) {

		static Item of(int index) {
			return new Item("order-" + index, "customer-" + index % 100, "Main Street " + index, "Springfield", "US",
					"+1 555 01" + index % 100, "customer" + index + "@example.com", "packed", "USD",
					"leave it at the \"back\" door", 1_700_000_000_000L + index, 1_700_000_000_500L + index, index % 10,
					3, new BigDecimal("1234.50"), new BigDecimal("98.76"), index % 2 == 0, true, List.of("book", "pen"),
					new Position(46.948, 7.447));
		}

	}

	/**
	 * The destination of an order.
	 */
	public record Position(double latitude, double longitude) {

	}

}
