package com.acme.colors;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;

@SpringBootApplication
class ColorsApplication {

	/**
	 * For Spring AOT, which starts from here when the application is built.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(ColorsApplication.class, arguments);
	}

	@Bean
	Function<Event, String> colors() {
		return event -> event.decapSqs()
			.stream()
			.map(record -> record.bind(Color.class).message())
			.collect(Collectors.joining(":"));
	}

}
