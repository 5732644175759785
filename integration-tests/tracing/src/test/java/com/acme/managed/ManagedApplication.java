package com.acme.managed;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.sentry.Sentry;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.event.EventSource;
import io.golambda.invocation.Invocation;
import io.golambda.logging.StructuredLogger;

/**
 * A function that leaves the token of its invocation wherever it can: in log lines and
 * their values, the MDC, Sentry's scope, spans and meters.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(excludeName = "io.golambda.test.LambdaTesterAutoConfiguration")
public class ManagedApplication {

	private static final StructuredLogger log = StructuredLogger.of(ManagedApplication.class);

	private final Executor executor = Executors.newFixedThreadPool(4);

	private final ObservationRegistry observations;

	private final MeterRegistry meters;

	private final Function<Event, BatchResponse> batch = Batch.each(Record.class, this::process);

	private final Function<Event, BatchResponse> parallel = Batch.builder()
		.parallelism(3)
		.each(Record.class, this::process);

	ManagedApplication(ObservationRegistry observations, MeterRegistry meters) {
		this.observations = observations;
		this.meters = meters;
	}

	@Bean
	Function<Event, Object> mixed() {
		return this::handle;
	}

	private Object handle(Event event) {
		if (event.source() == EventSource.SQS) {
			boolean inParallel = event.records().get(0).attributes().containsKey("parallel");
			return (inParallel ? this.parallel : this.batch).apply(event);
		}
		Work work = event.bind(Work.class);
		leaveTraces(work.mark());
		return switch (work.kind()) {
			case SUCCEED -> work.mark();
			case FAIL -> throw new GolambdaException("failed " + work.mark()).with("failure", work.mark());
			case MESSAGE -> Sentry.captureMessage("message of " + work.mark()).toString().isEmpty() ? "" : work.mark();
			case FUTURE -> later(work.mark());
			case MONO -> Mono.fromSupplier(() -> work.mark()).subscribeOn(Schedulers.boundedElastic());
			case HANG -> hang();
		};
	}

	private void process(Record record) {
		leaveTraces(record.mark());
		if (record.fails()) {
			throw new GolambdaException("failed " + record.mark()).with("failure", record.mark());
		}
	}

	private void leaveTraces(String token) {
		log.debug("debug " + token);
		MDC.put("mdc", token);
		log.set("set", List.of(token));
		Invocation.current().with("with", token);
		Sentry.setTag("tag", token);
		Observation.createNotStarted("work", this.observations)
			.highCardinalityKeyValue("work.token", token)
			.observe(() -> log.with("own", token).info("info " + token));
		this.meters.counter("work.done").increment();
		this.meters.summary("work.number").record(Integer.parseInt(token.substring(1, 8)));
	}

	private CompletableFuture<String> later(String token) {
		Invocation invocation = Invocation.current();
		return CompletableFuture.supplyAsync(() -> {
			try {
				return invocation.call(() -> {
					log.info("later " + token);
					return token;
				});
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}, this.executor);
	}

	private static Object hang() {
		try {
			Thread.sleep(60_000);
			return "awake";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new GolambdaException("interrupted", ex);
		}
	}

	/**
	 * What an invocation without records does.
	 */
	public enum Kind {

		SUCCEED, FAIL, MESSAGE, FUTURE, MONO, HANG

	}

	/**
	 * The event of an invocation without records.
	 *
	 * @param mark the token of the invocation
	 * @param kind what it does
	 */
	public record Work(String mark, Kind kind) {

	}

	/**
	 * The body of a message.
	 *
	 * @param mark the token of the record
	 * @param fails whether it fails
	 */
	public record Record(String mark, boolean fails) {

	}

}
