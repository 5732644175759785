package io.golambda.benchmarks;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;

/**
 * Measures from the bytes of an SQS event to the objects in its messages: golambda, a
 * handwritten loop, Jackson's tree, and AWS's classes. {@code golambdaRecords} searches
 * each message for an event, as {@code Batch} and {@code Records} do; {@code decap}
 * decodes without binding.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// Lambda's garbage collector, and a heap of fixed size
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class SqsBenchmark {

	/**
	 * The number of messages and their size.
	 */
	@Param({ "10x200", "10000x400" })
	public String messages;

	private final JsonMapper mapper = JsonMapper.builder().build();

	// as in an application, which has one for all its events
	private final EventMapper events = new EventMapper(this.mapper, 64 * 1024 * 1024);

	private final PojoSerializer<SQSEvent> serializer = LambdaEventSerializers.serializerFor(SQSEvent.class,
			SqsBenchmark.class.getClassLoader());

	private byte[] json;

	private Event event;

	@Setup
	public void prepare() {
		int records = Integer.parseInt(this.messages.split("x")[0]);
		int bytes = Integer.parseInt(this.messages.split("x")[1]);
		Object[] orders = new Object[records];
		for (int i = 0; i < records; i++) {
			orders[i] = Order.ofBytes(i, bytes);
		}
		this.json = Event.encapSqs(orders).bytes();
		this.event = Event.of(this.json);
		System.out.println("# the event has " + this.json.length + " bytes");
	}

	@Benchmark
	public List<EventRecord> decap() {
		// a new event, since an event is decoded once
		return this.events.event(this.event).decapSqs();
	}

	@Benchmark
	public List<Order> golambda() {
		List<Order> orders = new ArrayList<>();
		for (EventRecord record : this.events.event(this.event).decapSqs()) {
			orders.add(record.bind(Order.class));
		}
		return orders;
	}

	@Benchmark
	public List<Order> golambdaRecords() {
		List<Order> orders = new ArrayList<>();
		for (EventRecord record : this.events.event(this.event).records()) {
			orders.add(record.bind(Order.class));
		}
		return orders;
	}

	@Benchmark
	public List<Order> handWrittenLoop() {
		List<Order> orders = new ArrayList<>();
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
					while ((name = parser.nextName()) != null) {
						parser.nextToken();
						if (name.equals("body")) {
							orders.add(this.mapper.readValue(parser.getString(), Order.class));
						}
						else {
							parser.skipChildren();
						}
					}
				}
			}
		}
		return orders;
	}

	@Benchmark
	public List<Order> jacksonTree() {
		List<Order> orders = new ArrayList<>();
		for (JsonNode record : this.mapper.readTree(this.json).get("Records")) {
			orders.add(this.mapper.readValue(record.get("body").stringValue(), Order.class));
		}
		return orders;
	}

	@Benchmark
	public List<Order> awsClasses() {
		List<Order> orders = new ArrayList<>();
		for (SQSEvent.SQSMessage message : this.serializer.fromJson(new ByteArrayInputStream(this.json)).getRecords()) {
			orders.add(this.mapper.readValue(message.getBody(), Order.class));
		}
		return orders;
	}

}
