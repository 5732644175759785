package com.acme.timeouts;

import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.invocation.BeforeTimeout;
import io.golambda.invocation.Invocation;

/**
 * A function that does not end, in the way that the event selects.
 */
@SpringBootApplication
public class TimeoutsApplication {

	private static final Logger log = LoggerFactory.getLogger(TimeoutsApplication.class);

	public static void main(String[] args) {
		SpringApplication.run(TimeoutsApplication.class, args);
	}

	@Bean
	Function<Event, Object> slow() {
		return (event) -> {
			Invocation.current().with("customer", 7);
			log.info("started");
			log.debug("held back");
			switch (event.bind(JsonNode.class).asString("")) {
				case "rejected" -> throw new IllegalStateException("rejected");
				case "hangs" -> hang();
				case "busy" -> spin();
				default -> {
				}
			}
			return "done";
		};
	}

	@Bean
	BeforeTimeout lastWords() {
		return (invocation) -> log.warn("last words");
	}

	private static void hang() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("interrupted", ex);
		}
	}

	private static void spin() {
		while (Invocation.current().context() != null) {
			Thread.onSpinWait();
		}
	}

}
