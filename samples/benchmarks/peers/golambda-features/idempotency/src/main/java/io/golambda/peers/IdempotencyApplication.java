package io.golambda.peers;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.idempotency.Idempotency;

/**
 * The function of the other peers, which does its work once for each first message.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class IdempotencyApplication {

	private static final Logger log = LoggerFactory.getLogger(IdempotencyApplication.class);

	/**
	 * Starts the application for Spring AOT at build time.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(IdempotencyApplication.class, arguments);
	}

	@Bean
	Function<Event, String> colors(Idempotency idempotency) {
		return idempotency.by((Event event) -> event.decapSqs().get(0).id().orElseThrow())
			.of(String.class, IdempotencyApplication::join);
	}

	private static String join(Event event) {
		String colors = event.decapSqs().stream().map(IdempotencyApplication::color).collect(Collectors.joining(":"));
		log.info("done");
		return colors;
	}

	private static String color(EventRecord record) {
		return record.bind(Color.class).message();
	}

	record Color(String message) {

	}

}
