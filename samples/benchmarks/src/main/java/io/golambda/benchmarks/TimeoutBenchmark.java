package io.golambda.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;
import io.golambda.timeout.TimeoutInterceptor;

/**
 * Measures what the watch of the deadline adds to an invocation, alone and with as many
 * invocations at once as Lambda's managed instances run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
// Lambda's garbage collector, and a heap of fixed size
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class TimeoutBenchmark {

	/**
	 * Whether the deadline is watched.
	 */
	@Param({ "false", "true" })
	public boolean watched;

	private InvocationChain chain;

	private Event event;

	@Setup
	public void prepare() {
		this.chain = new InvocationChain(
				this.watched ? List.of(new TimeoutInterceptor(Duration.ofMillis(500), false, (invocation, timeout) -> {
				}, List::of)) : List.of());
		this.event = Event.of("{}", new BenchmarkContext(""));
	}

	@Benchmark
	public Object invocation() throws Exception {
		return this.chain.invoke(this.event, (invocation) -> invocation);
	}

	@Benchmark
	@Threads(64)
	public Object sixtyFourInvocationsAtOnce() throws Exception {
		return this.chain.invoke(this.event, (invocation) -> invocation);
	}

}
