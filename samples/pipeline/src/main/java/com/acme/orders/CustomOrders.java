package com.acme.orders;

import java.util.function.Function;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.idempotency.Idempotency;

/**
 * Stores each custom order once, however often it is delivered. Lazy, since the other
 * functions of this application run without a table of idempotency keys.
 */
@Component
@Lazy
class CustomOrders implements Function<Event, BatchResponse> {

	private final Function<Event, BatchResponse> batch;

	CustomOrders(Idempotency idempotency, OrderBook book) {
		this.batch = Batch.each(CustomOrder.class, idempotency.by(CustomOrder::id).of(book::store));
	}

	@Override
	public BatchResponse apply(Event event) {
		return this.batch.apply(event);
	}

}
