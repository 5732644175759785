package io.golambda.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.idempotency.Idempotency;
import io.golambda.idempotency.IdempotencySettings;
import io.golambda.idempotency.InMemoryIdempotencyStore;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LoggingSupport;

/**
 * The time that idempotency adds to each record of a batch within an invocation, with
 * keys in memory: for work that is done, and with and without a comparison of contents.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// Lambda's garbage collector, and a heap of fixed size
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class IdempotencyBenchmark {

	private static final int RECORDS = 1000;

	private final InvocationChain chain = new InvocationChain(LambdaEnvironment.of(Map.of()), List
		.of(LoggingSupport.logContext(null, false, 0, null), LoggingSupport.errors(List.of(), List.of(), false)),
			List.of(), List::of);

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final EventMapper events = new EventMapper(this.mapper, 64 * 1024 * 1024);

	private final InMemoryIdempotencyStore store = new InMemoryIdempotencyStore();

	private final Idempotency idempotency = new Idempotency(this.store, IdempotencySettings.defaults("orders"),
			() -> this.mapper, UnaryOperator.identity());

	private Event event;

	private Blackhole work;

	private Function<Event, BatchResponse> plain;

	private Function<Event, BatchResponse> once;

	private Function<Event, BatchResponse> comparingNothing;

	@Setup
	public void prepare(Blackhole blackhole) {
		this.work = blackhole;
		Object[] orders = new Object[RECORDS];
		for (int i = 0; i < RECORDS; i++) {
			orders[i] = new Order("order-" + i, "customer-" + i % 7, i, List.of("a", "b"));
		}
		this.event = Event.encapSqs(orders);
		this.plain = Batch.each(Order.class, this::save);
		this.once = Batch.each(Order.class, this.idempotency.by(Order::id).of(this::save));
		this.comparingNothing = Batch.each(Order.class,
				this.idempotency.namespace("any").by(Order::id).comparingNothing().of(this::save));
	}

	private void save(Order order) {
		this.work.consume(order);
	}

	private Object invoke(Function<Event, BatchResponse> function) throws Exception {
		this.store.clear();
		return this.chain.invoke(this.events.event(this.event), (invocation) -> function.apply(invocation.event()));
	}

	@Benchmark
	@OperationsPerInvocation(RECORDS)
	public Object withoutIdempotency() throws Exception {
		return invoke(this.plain);
	}

	@Benchmark
	@OperationsPerInvocation(RECORDS)
	public Object doneOnce() throws Exception {
		return invoke(this.once);
	}

	@Benchmark
	@OperationsPerInvocation(RECORDS)
	public Object doneOnceComparingNothing() throws Exception {
		return invoke(this.comparingNothing);
	}

	public record Order(String id, String customer, int amount, List<String> labels) {
	}

}
