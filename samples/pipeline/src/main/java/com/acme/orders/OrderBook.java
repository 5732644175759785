package com.acme.orders;

import org.springframework.stereotype.Component;

import io.golambda.logging.StructuredLogger;

/**
 * The book of all custom orders.
 */
@Component
class OrderBook {

	private static final StructuredLogger log = StructuredLogger.of(OrderBook.class);

	void store(CustomOrder order) {
		log.with("order", order.id()).with("drawing", order.drawing().length()).info("Stored");
	}

}
