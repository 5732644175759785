package com.acme.orders;

import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.logging.StructuredLogger;

/**
 * Ships each order by itself.
 */
@Component
class Shipments implements Function<Event, BatchResponse> {

	private static final StructuredLogger log = StructuredLogger.of(Shipments.class);

	private final PackingStation station;

	private final MeterRegistry meters;

	Shipments(PackingStation station, MeterRegistry meters) {
		this.station = station;
		this.meters = meters;
	}

	@Override
	public BatchResponse apply(Event event) {
		return Batch.process(event, this::ship);
	}

	private void ship(EventRecord record) throws InterruptedException {
		Order order = record.bind(Order.class);
		Invocation.current().with("order", order);
		this.station.pack(order);
		this.meters.counter("orders.shipped").increment();
		this.meters.summary("orders.items").record(order.quantity());
		log.info("Shipped");
	}

}
