package com.acme.invocations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.golambda.batch.Batch;
import io.golambda.event.Event;
import io.golambda.event.EventSource;
import io.golambda.invocation.Invocation;

/**
 * A function that answers what it knows of its invocation.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class InvocationsApplication {

	@Bean
	Function<Event, Map<String, Object>> facts() {
		return (event) -> (event.source() == EventSource.SQS) ? recordsInWork(event) : facts(Invocation.current());
	}

	private static Map<String, Object> facts(Invocation invocation) {
		Map<String, Object> facts = new TreeMap<>();
		facts.put("requestId", invocation.requestId());
		facts.put("coldStart", invocation.isColdStart());
		facts.put("tenantId", invocation.tenantId());
		facts.put("traceHeader", invocation.traceHeader());
		facts.put("remaining", invocation.remaining().toMillis());
		facts.put("deadline", Duration.between(Instant.now(), invocation.deadline().orElseThrow()).toMillis());
		facts.put("elapsed", invocation.elapsed().toMillis());
		facts.put("ownThread", invocation.thread() == Thread.currentThread());
		facts.put("recordsInWork", invocation.recordsInWork().size());
		facts.put("custom", invocation.clientContext().map(ClientContext::getCustom));
		facts.put("environment", invocation.clientContext().map(ClientContext::getEnvironment));
		facts.put("appTitle", invocation.clientContext().map((context) -> context.getClient().getAppTitle()));
		return facts;
	}

	private static Map<String, Object> recordsInWork(Event event) {
		Invocation invocation = Invocation.current();
		CyclicBarrier allInWork = new CyclicBarrier(event.records().size());
		List<List<String>> seen = new CopyOnWriteArrayList<>();
		Batch.builder().parallelism(event.records().size()).process(event, (record) -> {
			allInWork.await();
			seen.add(invocation.recordsInWork()
				.stream()
				.map((view) -> view.record().orElseThrow().bind(String.class))
				.sorted()
				.toList());
			allInWork.await();
		});
		return Map.of("during", seen, "after", invocation.recordsInWork().size());
	}

}
