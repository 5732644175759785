package com.acme.orders;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.LocalFunction;

/**
 * Sends the function an order that it rejects, and prints its log lines and the values
 * and tags of the event that Sentry receives.
 */
final class RejectedOrder {

	private RejectedOrder() {
	}

	public static void main(String[] arguments) throws Exception {
		try (Sentry sentry = new Sentry();
				LocalFunction function = LocalFunction.builder()
					.environment("MAIN_CLASS", OrdersApplication.class.getName())
					.environment("RECEIPTS_SECRET_ARN", "classpath:receipts.json")
					.environment("SENTRY_DSN", sentry.dsn())
					.start()) {
			function.invoke(Event.encapSnsOverSqs(new Order(1, "Ada", 2), new Order(17, "Ada", 1000))).join();
			JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
			for (JsonNode event : sentry.events()) {
				System.out.println("Sentry received event " + event.get("event_id").stringValue() + ":");
				System.out.println(mapper.writeValueAsString(event.at("/contexts/values")));
				System.out.println(mapper.writeValueAsString(event.get("tags")));
			}
		}
	}

}
