package io.golambda.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.encoder.LogstashEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.LoggerFactory;

import io.golambda.error.ErrorReport;
import io.golambda.error.FrameFolding;
import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LambdaJsonEncoder;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LoggingSupport;

/**
 * Compares the error line of golambda with Logback's JSON encoder and with
 * logstash-logback-encoder: from an exception with 60 frames, values and two causes to
 * the bytes of its line. Also measures the interceptor without an exception.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class ErrorBenchmark {

	private static final int FRAMES = 60;

	private static final int OF_THE_APPLICATION = 12;

	private final Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("com.acme.orders");

	private final Event event = Event.of("{}");

	private final InvocationChain without = new InvocationChain(List.of());

	private final InvocationChain with = new InvocationChain(LambdaEnvironment.of(Map.of()),
			List.of(LoggingSupport.errors(List.of(), List.of(), false)), List.of(), List::of);

	private Throwable failure;

	private LambdaJsonEncoder golambda;

	private LambdaJsonEncoder unfolded;

	private JsonEncoder logback;

	private LogstashEncoder logstash;

	@Setup
	public void prepare() {
		Throwable root = traced(new IllegalArgumentException("no such customer"), 2);
		Throwable cause = traced(new GolambdaException("customer unknown", root).with("customer", 17), 1);
		this.failure = traced(new GolambdaException("order rejected", cause).with("order", "o-4711"), 0);
		this.golambda = start(new LambdaJsonEncoder(LineFormat.of(LambdaEnvironment.of(Map.of()))));
		this.unfolded = start(new LambdaJsonEncoder(LineFormat.of(LambdaEnvironment.of(Map.of()),
				LineFormat.DEFAULT_ORDER, Map.of(), LineFormat.DEFAULT_MASKED_KEYS, new FrameFolding(List.of()))));
		this.logback = start(new JsonEncoder());
		this.logstash = start(new LogstashEncoder());
		System.out.println("# bytes of a line: golambda " + lineByGolambda().length + ", unfolded "
				+ lineByGolambdaUnfolded().length + ", Logback " + lineByLogback().length + ", logstash "
				+ lineByLogstash().length);
	}

	/**
	 * Makes frames of its own, followed by the common frames of the application and of
	 * frameworks.
	 */
	private static Throwable traced(Throwable ex, int deeper) {
		StackTraceElement[] frames = new StackTraceElement[FRAMES];
		for (int i = 0; i < frames.length; i++) {
			boolean own = i < OF_THE_APPLICATION;
			String type = own ? "com.acme.orders.OrderService" + i % 4
					: "org.springframework.beans.factory.support.Framework" + i % 7;
			int line = (i < 3) ? 100 * deeper + i : i;
			frames[i] = new StackTraceElement(type, "method" + i, type.substring(type.lastIndexOf('.') + 1) + ".java",
					line + 1);
		}
		ex.setStackTrace(frames);
		return ex;
	}

	private <T extends Encoder<ILoggingEvent>> T start(T encoder) {
		encoder.setContext(this.logger.getLoggerContext());
		encoder.start();
		return encoder;
	}

	private LoggingEvent thrown() {
		return new LoggingEvent(ErrorBenchmark.class.getName(), this.logger, Level.ERROR, "order rejected",
				this.failure, null);
	}

	@Benchmark
	public ErrorReport report() {
		return ErrorReport.of(this.failure);
	}

	@Benchmark
	public byte[] lineByGolambda() {
		return this.golambda.encode(thrown());
	}

	@Benchmark
	public byte[] lineByGolambdaUnfolded() {
		return this.unfolded.encode(thrown());
	}

	@Benchmark
	public byte[] lineByLogback() {
		return this.logback.encode(thrown());
	}

	@Benchmark
	public byte[] lineByLogstash() {
		return this.logstash.encode(thrown());
	}

	@Benchmark
	public Object withoutInterceptor() throws Exception {
		return this.without.invoke(this.event, (invocation) -> invocation);
	}

	@Benchmark
	public Object withInterceptor() throws Exception {
		return this.with.invoke(this.event, (invocation) -> invocation);
	}

}
