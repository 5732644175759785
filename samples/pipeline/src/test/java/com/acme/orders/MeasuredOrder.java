package com.acme.orders;

import java.io.ByteArrayOutputStream;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Sends the function two orders, and prints the lines of which CloudWatch makes metrics.
 */
final class MeasuredOrder {

	static final Map<String, String> NAMESPACE = Map.of("GOLAMBDA_METRICS_NAMESPACE", "Shop");

	private MeasuredOrder() {
	}

	public static void main(String[] arguments) throws Exception {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (Shipping shipping = Shipping.start(output, NAMESPACE)) {
			shipping.ship(5);
		}
		output.toString(UTF_8).lines().filter(line -> line.startsWith("{\"_aws\"")).forEach(System.out::println);
	}

}
