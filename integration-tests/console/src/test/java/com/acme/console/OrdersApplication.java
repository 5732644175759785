package com.acme.console;

import java.util.function.Function;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.logging.StructuredLogger;

/**
 * A function that accepts orders, and shows in the console all that a function can show.
 */
@SpringBootApplication
public class OrdersApplication {

	private static final StructuredLogger log = StructuredLogger.of(OrdersApplication.class);

	private static final int IN_STOCK = 100;

	public static void main(String[] args) {
		SpringApplication.run(OrdersApplication.class, args);
	}

	@Bean
	Function<Event, BatchResponse> orders() {
		return Batch.each(Order.class, OrdersApplication::accept);
	}

	private static void accept(Order order) {
		log.with("order", order).info("Order received");
		switch (order.customer()) {
			case "Slow" -> sleep(order.quantity());
			case "Many" -> {
				for (int i = 1; i <= order.quantity(); i++) {
					log.with("piece", i).info("Piece packed");
				}
			}
			default -> take(order);
		}
		// CloudWatch's Embedded Metric Format
		System.out.println("""
				{"_aws":{"Timestamp":1767225600000,"CloudWatchMetrics":[{"Namespace":"Orders",\
				"Dimensions":[["Function"]],"Metrics":[{"Name":"Pieces","Unit":"Count"}]}]},\
				"Function":"orders","Pieces":%d}""".formatted(order.quantity()));
	}

	private static void take(Order order) {
		if (order.quantity() > IN_STOCK) {
			IllegalStateException cause = new IllegalStateException("not enough left");
			throw new GolambdaException("order rejected", cause).with("order", order).with("left", IN_STOCK);
		}
		if (order.quantity() > IN_STOCK / 2) {
			log.with("left", IN_STOCK - order.quantity()).warn("Stock is low");
		}
	}

	private static void sleep(int millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
