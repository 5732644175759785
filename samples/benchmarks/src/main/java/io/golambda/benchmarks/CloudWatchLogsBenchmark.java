package io.golambda.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import com.amazonaws.services.lambda.runtime.events.CloudWatchLogsEvent;
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
 * Measures from the bytes of a gzipped CloudWatch Logs event to the objects in its
 * messages: golambda, a handwritten loop, and AWS's class, which only binds the outermost
 * JSON.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// Lambda's garbage collector, and a heap of fixed size
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class CloudWatchLogsBenchmark {

	/**
	 * The number of log events and their size.
	 */
	@Param({ "100x400", "10000x400" })
	public String logEvents;

	private final JsonMapper mapper = JsonMapper.builder().build();

	// as in an application, which has one for all its events
	private final EventMapper events = new EventMapper(this.mapper, 64 * 1024 * 1024);

	private final PojoSerializer<CloudWatchLogsEvent> serializer = LambdaEventSerializers
		.serializerFor(CloudWatchLogsEvent.class, CloudWatchLogsBenchmark.class.getClassLoader());

	private byte[] json;

	private Event event;

	@Setup
	public void prepare() {
		int count = Integer.parseInt(this.logEvents.split("x")[0]);
		int bytes = Integer.parseInt(this.logEvents.split("x")[1]);
		Object[] orders = new Object[count];
		for (int i = 0; i < count; i++) {
			orders[i] = Order.ofBytes(i, bytes);
		}
		this.json = Event.encapCloudWatchLogs(orders).bytes();
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
		for (EventRecord record : this.events.event(this.event).decapCloudWatchLogs()) {
			orders.add(record.bind(Order.class));
		}
		return orders;
	}

	@Benchmark
	public List<Order> handWrittenLoop() {
		try (JsonParser parser = this.mapper.createParser(this.json)) {
			parser.nextToken();
			String name;
			while ((name = parser.nextName()) != null) {
				parser.nextToken();
				if (!name.equals("awslogs")) {
					parser.skipChildren();
					continue;
				}
				while ((name = parser.nextName()) != null) {
					parser.nextToken();
					if (name.equals("data")) {
						return readLogEvents(parser.getBinaryValue());
					}
					parser.skipChildren();
				}
			}
		}
		throw new IllegalStateException("The event has no data.");
	}

	@Benchmark
	public List<Order> awsClasses() {
		String data = this.serializer.fromJson(new ByteArrayInputStream(this.json)).getAwsLogs().getData();
		return readLogEvents(Base64.getDecoder().decode(data));
	}

	private List<Order> readLogEvents(byte[] compressed) {
		List<Order> orders = new ArrayList<>();
		try (InputStream data = new GZIPInputStream(new ByteArrayInputStream(compressed), 8192);
				JsonParser parser = this.mapper.createParser(data)) {
			parser.nextToken();
			String name;
			while ((name = parser.nextName()) != null) {
				parser.nextToken();
				if (!name.equals("logEvents")) {
					parser.skipChildren();
					continue;
				}
				while (parser.nextToken() == JsonToken.START_OBJECT) {
					while ((name = parser.nextName()) != null) {
						parser.nextToken();
						if (name.equals("message")) {
							orders.add(this.mapper.readValue(parser.getString(), Order.class));
						}
						else {
							parser.skipChildren();
						}
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return orders;
	}

}
