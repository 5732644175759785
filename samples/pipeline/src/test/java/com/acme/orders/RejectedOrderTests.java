package com.acme.orders;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the function on the local runtime with an order that it rejects.
 */
class RejectedOrderTests {

	private final Event event = Event.encapSnsOverSqs(new Order(1, "Ada", 2), new Order(17, "Ada", 1000));

	@Test
	void rejectedOrderIsOneLogLineAndOneEventInSentry() throws Exception {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (Sentry sentry = new Sentry()) {
			try (LocalFunction function = LocalFunction.builder()
				.environment("MAIN_CLASS", OrdersApplication.class.getName())
				.environment("RECEIPTS_SECRET_ARN", "classpath:receipts.json")
				.environment("SENTRY_DSN", sentry.dsn())
				.output(output)
				.start()) {
				FunctionAnswer answer = function.invoke(this.event).join();
				assertThat(answer.isError()).isTrue();
				assertThat(answer.text()).contains("io.golambda.error.GolambdaException").contains("order rejected");
			}
			List<JsonNode> errors = output.toString(UTF_8)
				.lines()
				.filter(line -> line.startsWith("{"))
				.map(line -> JsonMapper.shared().readTree(line))
				.filter(line -> line.get("level").stringValue().equals("error"))
				.toList();
			assertThat(errors).hasSize(1);
			assertThat(errors.get(0).get("message").stringValue()).isEqualTo("order rejected");
			assertThat(errors.get(0).get("error.values").toString()).isEqualTo(
					"{\"order\":{\"id\":17,\"customer\":\"Ada\",\"quantity\":1000},\"left\":98,\"customer\":\"Ada\"}");
			assertThat(sentry.events()).hasSize(1);
			assertThat(sentry.events().get(0).get("event_id").stringValue())
				.isEqualTo(errors.get(0).get("error.sentryEventID").stringValue());
			assertThat(sentry.events().get(0).at("/contexts/values/order/id").intValue()).isEqualTo(17);
			assertThat(sentry.events().get(0).at("/tags/lambda.eventSource").stringValue()).isEqualTo("sqs");
			assertThat(sentry.events().get(0).get("breadcrumbs")).hasSize(1);
		}
	}

	@Test
	void withoutDsnOnlyTheListenerOfSentrysStarterIsLoaded(@TempDir Path folder) throws Exception {
		Path classes = folder.resolve("classes.log");
		try (LocalFunction function = LocalFunction.builder()
			.environment("MAIN_CLASS", OrdersApplication.class.getName())
			.environment("RECEIPTS_SECRET_ARN", "classpath:receipts.json")
			.javaOption("-Xlog:class+load:file=" + classes)
			.output(new ByteArrayOutputStream())
			.start()) {
			assertThat(function.invoke(this.event).join().isError()).isTrue();
		}
		assertThat(Files.readAllLines(classes)).anyMatch(line -> line.contains("com.acme.orders.OrdersApplication"))
			.filteredOn(line -> line.contains(" io.sentry."))
			.singleElement()
			.asString()
			.contains("io.sentry.spring.boot4.SentrySpringVersionChecker");
	}

}
