package com.acme.colors;

import java.util.List;
import java.util.function.Function;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;
import io.golambda.logging.StructuredLogger;

@SpringBootApplication(proxyBeanMethods = false)
class ColorsApplication {

	private static final StructuredLogger log = StructuredLogger.of(ColorsApplication.class);

	/**
	 * Starts the application for Spring AOT at build time.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(ColorsApplication.class, arguments);
	}

	@Bean
	Function<Event, String> colors() {
		return event -> {
			List<String> colors = event.decapSqs().stream().map(record -> record.bind(Color.class).message()).toList();
			log.with("colors", colors.size()).info("Joined");
			return String.join(":", colors);
		};
	}

}
