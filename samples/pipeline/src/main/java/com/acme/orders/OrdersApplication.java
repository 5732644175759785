package com.acme.orders;

import java.util.List;
import java.util.function.Function;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.invocation.Invocation;
import io.golambda.logging.StructuredLogger;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class OrdersApplication {

	private static final StructuredLogger log = StructuredLogger.of(OrdersApplication.class);

	@Bean
	Function<Event, Integer> orders(Stock stock, Receipts receipts) {
		return event -> {
			List<Order> orders = event.records().stream().map(record -> record.bind(Order.class)).toList();
			orders.forEach(order -> accept(order, stock, receipts));
			return orders.size();
		};
	}

	private static void accept(Order order, Stock stock, Receipts receipts) {
		Invocation.find().ifPresent(invocation -> invocation.with("customer", order.customer()));
		try {
			stock.take(order.quantity());
		}
		catch (IllegalStateException ex) {
			throw new GolambdaException("order rejected", ex).with("order", order);
		}
		log.with("order", order.id()).with("receipt", receipts.of(order)).info("Accepted");
	}

}
