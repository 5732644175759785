package com.acme.orders;

import org.springframework.stereotype.Component;

import io.golambda.invocation.BeforeTimeout;
import io.golambda.invocation.Invocation;
import io.golambda.logging.StructuredLogger;

/**
 * Packs orders, one millisecond for each item. If the function times out meanwhile, the
 * station is released for other functions.
 */
@Component
class PackingStation implements BeforeTimeout {

	private static final StructuredLogger log = StructuredLogger.of(PackingStation.class);

	void pack(Order order) throws InterruptedException {
		log.with("items", order.quantity()).debug("Packing");
		Thread.sleep(order.quantity());
	}

	@Override
	public void beforeTimeout(Invocation invocation) {
		log.info("Released the packing station");
	}

}
