package io.golambda.benchmarks;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;

/**
 * The article's function, with one log line.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ColdStartFunction {

	private static final Logger log = LoggerFactory.getLogger(ColdStartFunction.class);

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
