package com.acme.outgoing;

import java.util.Map;
import java.util.function.Function;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;

/**
 * A function that calls other services in the threads of a batch.
 */
@SpringBootApplication
public class OutgoingApplication {

	/**
	 * Starts the application for Spring AOT at build time.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(OutgoingApplication.class, arguments);
	}

	@Bean
	Function<Event, BatchResponse> batch(Articles articles) {
		return Batch.builder().parallelism(2).each(String.class, articles::order);
	}

	@Bean
	Function<String, Map<String, Object>> describe(GenericApplicationContext context) {
		return new StartDescription(context);
	}

	@Bean
	Prices prices() {
		return new Prices();
	}

	@Bean
	Articles articles(Prices prices, RestClient.Builder restClient, RestTemplateBuilder restTemplate,
			WebClient.Builder webClient) {
		return new Articles(prices, restClient.build(), restTemplate.build(), webClient.build(), SqsClient.create());
	}

}
