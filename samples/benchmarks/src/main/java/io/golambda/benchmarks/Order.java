package io.golambda.benchmarks;

import java.util.List;

/**
 * The payload of the messages.
 */
public record Order(String id, String customer, long created, double total, boolean express, List<String> articles,
		String note) {

	static Order ofBytes(int index, int bytes) {
		Order order = new Order("order-" + index, "customer-" + index % 100, 1_700_000_000_000L + index, index + 0.25,
				index % 2 == 0, List.of("book", "pen"), "");
		int missing = bytes - length(order);
		return new Order(order.id(), order.customer(), order.created(), order.total(), order.express(),
				order.articles(), "n".repeat(Math.max(0, missing)));
	}

	private static int length(Order order) {
		return tools.jackson.databind.json.JsonMapper.shared().writeValueAsBytes(order).length;
	}

}
