package com.acme.once;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.idempotency.Idempotency;

/**
 * Works on orders, and appends a line to a file for each attempt and each piece of work
 * done.
 */
@SpringBootApplication
public class OnceApplication {

	private final Set<String> failed = ConcurrentHashMap.newKeySet();

	@Value("${effects}")
	private Path effects;

	public static void main(String[] args) {
		SpringApplication.run(OnceApplication.class, args);
	}

	@Bean
	Function<Event, BatchResponse> orders(Idempotency idempotency) {
		return Batch.each(Order.class, idempotency.by(Order::id).of(this::work));
	}

	private void work(Order order) throws Exception {
		append("started " + order.id() + " " + ProcessHandle.current().pid());
		Thread.sleep(order.millis());
		if (order.failsFirst() && this.failed.add(order.id())) {
			throw new IllegalStateException("first attempt at " + order.id());
		}
		append("done " + order.id());
	}

	private void append(String line) throws IOException {
		Files.writeString(this.effects, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

}
