package com.acme.batches;

import java.util.function.Function;

import io.sentry.Sentry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.Records;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.RecordInterceptor;

/**
 * Functions that process records one by one and fail for some of them.
 */
@SpringBootApplication
public class BatchesApplication {

	private static final Logger log = LoggerFactory.getLogger(BatchesApplication.class);

	@Bean
	Function<Event, BatchResponse> orders() {
		return Batch.each(Order.class, BatchesApplication::handle);
	}

	@Bean
	Function<Event, BatchResponse> parallelOrders() {
		return Batch.builder().parallelism(4).each(Order.class, BatchesApplication::handle);
	}

	@Bean
	Function<Records<Order>, BatchResponse> typedOrders() {
		return (orders) -> Batch.process(orders, BatchesApplication::handle);
	}

	@Bean
	Function<Event, BatchResponse> nestedOrders() {
		return Batch.builder().throwOnEntireBatchFailure(false).each(Order.class, (outer) -> {
			Sentry.setTag("outer", String.valueOf(outer.id()));
			Batch.builder()
				.throwOnEntireBatchFailure(false)
				.process(Event.encapSqs(outer), (inner) -> handle(inner.bind(Order.class)));
		});
	}

	@Bean
	RecordInterceptor tenants() {
		return (record, chain) -> {
			Invocation.current().with("place", record.index());
			chain.proceed();
		};
	}

	private static void handle(Order order) {
		log.debug("details of {}", order.id());
		log.info("handling {}", order.id());
		if (order.cause() > 0) {
			IllegalStateException failure = new IllegalStateException("order " + order.id() + " failed");
			// as if thrown at different locations
			StackTraceElement[] trace = failure.getStackTrace();
			trace[0] = new StackTraceElement("com.acme.Cause" + order.cause(), "act", "Cause.java", order.cause());
			failure.setStackTrace(trace);
			throw failure;
		}
	}

	/**
	 * An order.
	 *
	 * @param id the id
	 * @param cause the number of the failure's cause, or zero for success
	 */
	public record Order(int id, int cause) {

	}

}
