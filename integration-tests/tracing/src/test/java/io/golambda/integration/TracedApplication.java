package io.golambda.integration;

import java.util.Map;
import java.util.function.Function;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import io.golambda.batch.Batch;
import io.golambda.event.Event;
import io.golambda.event.EventSource;
import io.golambda.invocation.Invocation;

/**
 * A function with Spring Boot's starter for OpenTelemetry. Processes records one by one;
 * any other event is answered with the request id, or with an error.
 */
@EnableAutoConfiguration
class TracedApplication {

	public static void main(String[] args) {
		start(Map.of());
	}

	/**
	 * Starts the application with properties.
	 */
	static ConfigurableApplicationContext start(Map<String, Object> properties) {
		return new SpringApplicationBuilder(TracedApplication.class).web(WebApplicationType.NONE)
			.properties("management.otlp.metrics.export.enabled=false", "management.logging.export.otlp.enabled=false",
					"management.tracing.export.enabled=true", "management.tracing.sampling.probability=1")
			.properties(properties)
			.run();
	}

	@Bean
	Function<Event, Object> traced() {
		return (event) -> {
			if (event.json().contains("/failure")) {
				throw new IllegalStateException("failure");
			}
			if (event.json().contains("/slow")) {
				sleep();
			}
			return (event.source() == EventSource.UNKNOWN) ? Invocation.current().requestId() : batch(event);
		};
	}

	private static void sleep() {
		try {
			Thread.sleep(1_200);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Object batch(Event event) {
		return Batch.process(event, (record) -> {
			if (record.hasPayload() && record.text().equals("slow")) {
				sleep();
			}
			if (record.hasPayload() && record.text().equals("bad")) {
				throw new IllegalStateException("bad");
			}
		});
	}

}
