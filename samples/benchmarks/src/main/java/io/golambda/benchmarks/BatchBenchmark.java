package io.golambda.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.Batch;
import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LoggingSupport;

/**
 * Compares the time per record of {@code Batch} with that of a plain loop: alone, within
 * an invocation with the log context and error report of each record, and with four
 * threads. The payloads are short texts, so that decoding hardly counts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// Lambda's garbage collector, and a heap of fixed size
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class BatchBenchmark {

	private static final int RECORDS = 1000;

	/**
	 * The event source.
	 */
	@Param({ "SQS", "KINESIS" })
	public String source;

	private final InvocationChain chain = new InvocationChain(LambdaEnvironment.of(Map.of()), List
		.of(LoggingSupport.logContext(null, false, 0, null), LoggingSupport.errors(List.of(), List.of(), false)),
			List.of(), List::of);

	private final JsonMapper mapper = JsonMapper.builder().build();

	// as in an application, which has one for all its events
	private final EventMapper events = new EventMapper(this.mapper, 64 * 1024 * 1024);

	private Event event;

	@Setup
	public void prepare() {
		Object[] orders = new Object[RECORDS];
		for (int i = 0; i < RECORDS; i++) {
			orders[i] = "order " + i;
		}
		this.event = this.source.equals("SQS") ? Event.encapSqs(orders) : Event.encapKinesis(orders);
	}

	// a new event, since an event caches its records
	private Event fresh() {
		return this.events.event(this.event);
	}

	@Benchmark
	@OperationsPerInvocation(RECORDS)
	public void plainLoop(Blackhole work) {
		for (EventRecord record : fresh().records()) {
			work.consume(record);
		}
	}

	@Benchmark
	@OperationsPerInvocation(RECORDS)
	public Object batch(Blackhole work) {
		return Batch.process(fresh(), work::consume);
	}

	@Benchmark
	@OperationsPerInvocation(RECORDS)
	public Object batchInInvocation(Blackhole work) throws Exception {
		return this.chain.invoke(fresh(), (invocation) -> Batch.process(invocation.event(), work::consume));
	}

	@Benchmark
	@OperationsPerInvocation(RECORDS)
	public Object batchInInvocationByFourThreads(Blackhole work) throws Exception {
		return this.chain.invoke(fresh(),
				(invocation) -> Batch.builder().parallelism(4).process(invocation.event(), work::consume));
	}

}
