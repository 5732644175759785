package io.golambda.test.generated;

import java.util.function.Function;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;

/**
 * An application that answers with the event, or fails with the message in it. The tests
 * that the console writes are compiled into its package.
 */
@SpringBootApplication
class EchoApplication {

	@Bean
	Function<Event, JsonNode> echo() {
		return (event) -> {
			JsonNode json = event.bind(JsonNode.class);
			if (json.path("fail").isString()) {
				throw new IllegalStateException(json.path("fail").asString());
			}
			return json;
		};
	}

}
