package io.golambda.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.encoder.LogstashEncoder;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.util.StringMap;
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
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LambdaJsonEncoder;
import io.golambda.logging.LineFormat;
import io.golambda.logging.StructuredLogger;

/**
 * From a log event to the bytes of its line, with the request id: golambda,
 * logstash-logback-encoder's own encoder, Spring Boot's structured logging, and the
 * layout of Powertools for AWS Lambda on Log4j2; also measures a disabled line.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms1g", "-Xmx1g" })
public class LogLineBenchmark {

	private static final String REQUEST_ID = "565389dc-c13f-4fc0-b113-f903909dbd45";

	private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Logger logger = this.context.getLogger("com.acme.orders.OrderService");

	private final StructuredLogger structured = StructuredLogger.of(LogLineBenchmark.class);

	private final RuntimeException failure = new IllegalStateException("rejected",
			new IllegalArgumentException("no such customer"));

	private LambdaJsonEncoder golambda;

	private LogstashEncoder logstash;

	private StructuredLogEncoder springBoot;

	private JsonTemplateLayout powertools;

	private StringMap contextData;

	@Setup
	public void prepare() {
		this.context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
		MDC.put("lambda.requestID", REQUEST_ID);
		this.golambda = start(new LambdaJsonEncoder(LineFormat.of(LambdaEnvironment.of(Map.of()))));
		this.logstash = start(new LogstashEncoder());
		this.context.putObject(Environment.class.getName(), new StandardEnvironment());
		this.springBoot = new StructuredLogEncoder();
		this.springBoot.setFormat("logstash");
		start(this.springBoot);
		this.powertools = JsonTemplateLayout.newBuilder()
			.setConfiguration(new DefaultConfiguration())
			.setEventTemplateUri("classpath:LambdaJsonLayout.json")
			.build();
		this.contextData = ContextDataFactory.createContextData();
		this.contextData.putValue("function_request_id", REQUEST_ID);
		System.out.println("# bytes of a line with three values: golambda " + valuesByGolambda().length + ", logstash "
				+ valuesByLogstash().length + ", Spring Boot " + valuesBySpringBoot().length + ", Powertools "
				+ valuesByPowertools().length);
		System.out.println("# " + new String(valuesByGolambda()) + "# " + new String(valuesByPowertools()));
	}

	private <T extends Encoder<ILoggingEvent>> T start(T encoder) {
		encoder.setContext(this.context);
		encoder.start();
		return encoder;
	}

	private LoggingEvent values() {
		LoggingEvent event = new LoggingEvent(LogLineBenchmark.class.getName(), this.logger, Level.INFO,
				"Order accepted", null, null);
		event.addKeyValuePair(new KeyValuePair("order", "o-4711"));
		event.addKeyValuePair(new KeyValuePair("lines", 17));
		event.addKeyValuePair(new KeyValuePair("customer", "Ada Lovelace"));
		return event;
	}

	private LoggingEvent exception() {
		return new LoggingEvent(LogLineBenchmark.class.getName(), this.logger, Level.ERROR, "Order rejected",
				this.failure, null);
	}

	@Benchmark
	public byte[] valuesByGolambda() {
		return this.golambda.encode(values());
	}

	@Benchmark
	public byte[] valuesByLogstash() {
		return this.logstash.encode(values());
	}

	@Benchmark
	public byte[] valuesBySpringBoot() {
		return this.springBoot.encode(values());
	}

	@Benchmark
	public byte[] valuesByPowertools() {
		return this.powertools.toByteArray(Log4jLogEvent.newBuilder()
			.setLoggerName("com.acme.orders.OrderService")
			.setLevel(org.apache.logging.log4j.Level.INFO)
			.setContextData(this.contextData)
			.setMessage(new ParameterizedMessage("Order accepted", StructuredArguments.entry("order", "o-4711"),
					StructuredArguments.entry("lines", 17), StructuredArguments.entry("customer", "Ada Lovelace")))
			.build());
	}

	@Benchmark
	public byte[] exceptionByGolambda() {
		return this.golambda.encode(exception());
	}

	@Benchmark
	public byte[] exceptionByLogstash() {
		return this.logstash.encode(exception());
	}

	@Benchmark
	public byte[] exceptionBySpringBoot() {
		return this.springBoot.encode(exception());
	}

	@Benchmark
	public byte[] exceptionByPowertools() {
		return this.powertools.toByteArray(Log4jLogEvent.newBuilder()
			.setLoggerName("com.acme.orders.OrderService")
			.setLevel(org.apache.logging.log4j.Level.ERROR)
			.setContextData(this.contextData)
			.setThrown(this.failure)
			.setMessage(new ParameterizedMessage("Order rejected"))
			.build());
	}

	@Benchmark
	public void disabled() {
		this.structured.debug("Order accepted");
	}

	@Benchmark
	public void disabledWithValues() {
		this.structured.with("order", "o-4711").with("customer", "Ada Lovelace").debug("Order accepted");
	}

}
