package com.acme.orders;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.NewRecord;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Delivers two orders twice, one of them larger than a message may be, and prints that
 * each was stored once.
 */
final class RepeatedOrders {

	private static final int LARGER_THAN_A_MESSAGE = 1_500_000;

	private RepeatedOrders() {
	}

	public static void main(String[] arguments) throws Exception {
		deliverTwice(System.out);
	}

	/**
	 * Delivers the orders.
	 * @param out receives what happened
	 * @return the lines that the function logged
	 */
	static List<JsonNode> deliverTwice(PrintStream out) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (Bucket bucket = new Bucket()) {
			CustomOrder small = new CustomOrder(17, "Ada", "a square");
			String large = JsonMapper.shared()
				.writeValueAsString(new CustomOrder(18, "Grace", "x".repeat(LARGER_THAN_A_MESSAGE)));
			String pointer = bucket.put("order-18", large);
			Event messages = Event.encapSqs(NewRecord.of(small).id("message-17"),
					NewRecord.of(pointer).id("message-18"));
			out.printf(
					"Order 17 is a message; order 18 (%,d bytes) is in a bucket, and its message (%d bytes) points to it.%n",
					large.length(), pointer.length());
			try (LocalFunction function = LocalFunction.builder()
				.environment("MAIN_CLASS", OrdersApplication.class.getName())
				.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "customOrders")
				.environment("RECEIPTS_SECRET_ARN", "classpath:receipts.json")
				.environment("GOLAMBDA_IDEMPOTENCY_STORE", "memory")
				.environment(bucket.variables())
				.output(output)
				.start()) {
				for (String delivery : List.of("first", "second")) {
					FunctionAnswer answer = function.invoke(messages).join();
					out.printf("The %s delivery answers %s%n", delivery, answer.text());
				}
			}
			List<JsonNode> lines = lines(output.toString(UTF_8));
			lines.forEach(line -> print(line, out));
			bucket.requests().forEach(request -> out.printf("S3 served %s%n", request));
			return lines;
		}
	}

	private static void print(JsonNode line, PrintStream out) {
		if (line.path("message").asString().equals("Stored")) {
			out.printf("Stored order %s with a drawing of %,d bytes%n", line.get("order"),
					line.get("drawing").intValue());
		}
		else if (!line.path("level").asString().equals("info")) {
			out.println(line.path("message").asString());
		}
		else if (line.has("idempotency.key")) {
			out.printf("%s: order %s%n", line.get("message").asString(), line.get("idempotency.key").asString());
		}
	}

	private static List<JsonNode> lines(String output) {
		return output.lines()
			.filter(line -> line.startsWith("{"))
			.map(line -> JsonMapper.shared().readTree(line))
			.toList();
	}

}
