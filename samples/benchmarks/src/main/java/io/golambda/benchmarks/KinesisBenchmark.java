package io.golambda.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
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
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;

/**
 * Measures from the bytes of a Kinesis event to the objects in its base64 data: golambda,
 * a handwritten loop, and AWS's classes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// Lambda's garbage collector, and a heap of fixed size
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class KinesisBenchmark {

	/**
	 * The number of records and their size.
	 */
	@Param({ "100x400", "10000x400" })
	public String records;

	private final JsonMapper mapper = JsonMapper.builder().build();

	// as in an application, which has one for all its events
	private final EventMapper events = new EventMapper(this.mapper, 64 * 1024 * 1024);

	private final PojoSerializer<KinesisEvent> serializer = LambdaEventSerializers.serializerFor(KinesisEvent.class,
			KinesisBenchmark.class.getClassLoader());

	private byte[] json;

	private Event event;

	@Setup
	public void prepare() {
		int count = Integer.parseInt(this.records.split("x")[0]);
		int bytes = Integer.parseInt(this.records.split("x")[1]);
		Object[] orders = new Object[count];
		for (int i = 0; i < count; i++) {
			orders[i] = Order.ofBytes(i, bytes);
		}
		this.json = Event.encapKinesis(orders).bytes();
		this.event = Event.of(this.json);
		System.out.println("# the event has " + this.json.length + " bytes");
		if (!golambda().equals(handWrittenLoop()) || !golambda().equals(awsClasses())) {
			throw new IllegalStateException("Not all of them read the same.");
		}
	}

	@Benchmark
	public List<Order> golambda() {
		List<Order> orders = new ArrayList<>();
		// a new event, since an event is decoded once
		for (EventRecord record : this.events.event(this.event).decapKinesis()) {
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
					readRecord(parser, orders);
				}
			}
		}
		return orders;
	}

	private void readRecord(JsonParser parser, List<Order> orders) {
		String name;
		while ((name = parser.nextName()) != null) {
			parser.nextToken();
			if (!name.equals("kinesis")) {
				parser.skipChildren();
				continue;
			}
			while ((name = parser.nextName()) != null) {
				parser.nextToken();
				if (name.equals("data")) {
					orders.add(this.mapper.readValue(parser.getBinaryValue(), Order.class));
				}
				else {
					parser.skipChildren();
				}
			}
		}
	}

	@Benchmark
	public List<Order> awsClasses() {
		List<Order> orders = new ArrayList<>();
		for (KinesisEvent.KinesisEventRecord record : this.serializer.fromJson(new ByteArrayInputStream(this.json))
			.getRecords()) {
			ByteBuffer data = record.getKinesis().getData();
			orders.add(this.mapper.readValue(data.array(), data.arrayOffset() + data.position(), data.remaining(),
					Order.class));
		}
		return orders;
	}

}
