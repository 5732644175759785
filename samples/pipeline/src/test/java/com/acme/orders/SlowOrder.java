package com.acme.orders;

import java.util.Map;

/**
 * Sends the function an order that takes longer than its timeout, and prints its log
 * lines.
 */
final class SlowOrder {

	static final Map<String, String> DEBUG_LINES = Map.of("GOLAMBDA_LOGGING_DEBUGONFAILURE", "true");

	static final int ITEMS = 60_000;

	private SlowOrder() {
	}

	public static void main(String[] arguments) throws Exception {
		try (Shipping shipping = Shipping.start(System.out, DEBUG_LINES)) {
			System.out.println(shipping.ship(ITEMS).text());
		}
	}

}
