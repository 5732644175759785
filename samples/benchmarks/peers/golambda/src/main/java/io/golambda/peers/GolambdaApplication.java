package io.golambda.peers;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;

/**
 * The function on golambda with default settings.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class GolambdaApplication {

	private static final Logger log = LoggerFactory.getLogger(GolambdaApplication.class);

	/**
	 * Starts the application for Spring AOT at build time.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(GolambdaApplication.class, arguments);
	}

	@Bean
	Function<Event, String> colors() {
		return (event) -> {
			String colors = event.decapSqs()
				.stream()
				.map((record) -> record.bind(Color.class).message())
				.collect(Collectors.joining(":"));
			log.info("done");
			return colors;
		};
	}

	record Color(String message) {

	}

}
