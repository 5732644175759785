package com.acme.colors;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;

@SpringBootApplication
class ColorsApplication {

	@Bean
	Function<Event, String> colors() {
		return event -> event.decapSqs()
			.stream()
			.map(record -> record.bind(Color.class).message())
			.collect(Collectors.joining(":"));
	}

}
