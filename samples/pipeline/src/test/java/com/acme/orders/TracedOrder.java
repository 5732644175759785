package com.acme.orders;

import java.io.OutputStream;

/**
 * Sends the function two orders, and prints its spans as a tree.
 */
final class TracedOrder {

	private TracedOrder() {
	}

	public static void main(String[] arguments) throws Exception {
		try (Spans spans = new Spans();
				Shipping shipping = Shipping.start(OutputStream.nullOutputStream(), spans.variables())) {
			shipping.ship(5);
			System.out.print(spans.tree());
		}
	}

}
