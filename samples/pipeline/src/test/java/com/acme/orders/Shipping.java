package com.acme.orders;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

import io.golambda.event.Event;
import io.golambda.event.NewRecord;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.FunctionRequest;
import io.golambda.local.LocalFunction;

/**
 * The function that ships orders, on the local runtime with one of its features switched
 * on. Each main class of these tests sends it the same two orders and prints what it
 * writes or exports.
 */
final class Shipping implements AutoCloseable {

	private static final String CALLER = "Root=1-69563d80-0a1b2c3d4e5f60718293a4b5;Parent=53995c3f42cd8ad8;Sampled=1";

	private static final String SENDER = "Root=1-69563d7f-7e6d5c4b3a29180706f5e4d3;Parent=b7ad6b7169203331;Sampled=1";

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private final LocalFunction function;

	private Shipping(LocalFunction function) {
		this.function = function;
	}

	/**
	 * Starts the function.
	 * @param output receives its log lines
	 * @param variables the environment variables that switch features on
	 */
	static Shipping start(OutputStream output, Map<String, String> variables) throws IOException {
		return new Shipping(LocalFunction.builder()
			.environment("MAIN_CLASS", OrdersApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "shipments")
			.environment("RECEIPTS_SECRET_ARN", "classpath:receipts.json")
			.environment("AWS_LAMBDA_FUNCTION_NAME", "shipments")
			.environment(variables)
			.timeout(TIMEOUT)
			.output(output)
			.start());
	}

	/**
	 * Sends two orders over SNS and SQS, with the X-Ray headers of the caller and of the
	 * sender of each message.
	 * @param items the number of items of the second order, each of which takes a
	 * millisecond
	 */
	FunctionAnswer ship(int items) {
		Event event = Event.encapSqs(message(new Order(1, "Ada", 2)), message(new Order(17, "Grace", items)));
		return this.function.invoke(FunctionRequest.of(event).withTraceHeader(CALLER)).join();
	}

	private static NewRecord message(Order order) {
		return NewRecord.of(Event.encapSns(order).json()).with("AWSTraceHeader", SENDER);
	}

	@Override
	public void close() {
		this.function.close();
	}

}
