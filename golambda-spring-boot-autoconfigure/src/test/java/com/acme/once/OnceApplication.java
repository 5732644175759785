package com.acme.once;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.Records;
import io.golambda.idempotency.Idempotency;

/**
 * Functions that do their work once, in every usual form.
 */
@SpringBootApplication
public class OnceApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(OnceApplication.class, arguments);
	}

	@Bean
	Function<Event, BatchResponse> batch(Idempotency idempotency, Orders orders) {
		return Batch.each(Order.class, idempotency.namespace("batch").by(Order::id).of(orders::save));
	}

	@Bean
	Function<Event, BatchResponse> awaiting(Idempotency idempotency, Orders orders) {
		return Batch.each(Order.class,
				idempotency.namespace("awaiting").by(Order::id).ofAwaiting(orders::saveReactively));
	}

	@Bean
	Function<Event, BatchResponse> byRecordId(Idempotency idempotency, Orders orders) {
		return Batch.each(Order.class, idempotency.namespace("record").byRecordId().of(orders::save));
	}

	@Bean
	Function<Event, Receipt> event(Idempotency idempotency, Orders orders) {
		return idempotency.namespace("event")
			.byPointer("/id")
			.of(Receipt.class, (Event event) -> orders.save(event.bind(Order.class)));
	}

	@Bean
	Function<Order, Receipt> bound(Idempotency idempotency, Orders orders) {
		return idempotency.namespace("bound").by(Order::id).of(Receipt.class, orders::save);
	}

	@Bean
	Consumer<Order> consumer(Idempotency idempotency, Orders orders) {
		return idempotency.namespace("consumer").by(Order::id).of(orders::save);
	}

	@Bean
	Function<Records<Order>, Receipt> records(Idempotency idempotency, Orders orders) {
		return idempotency.namespace("records")
			.by((Records<Order> records) -> records.stream().map(Order::id).toList())
			.of(Receipt.class, (records) -> orders.save(records.iterator().next()));
	}

	@Bean
	Function<Message<Order>, Receipt> message(Idempotency idempotency, Orders orders) {
		return idempotency.namespace("message")
			.by((Message<Order> message) -> message.getPayload().id())
			.of(Receipt.class, (message) -> orders.save(message.getPayload()));
	}

	@Bean
	Function<Event, Receipt> service(Idempotency idempotency, Orders orders) {
		return (event) -> {
			Order order = event.bind(Order.class);
			return idempotency.namespace("service").forKey(order.id()).call(Receipt.class, () -> orders.save(order));
		};
	}

	public record Order(String id) {
	}

	public record Receipt(String order, int number) {
	}

	@Service
	public static class Orders {

		private final List<Order> saved = new CopyOnWriteArrayList<>();

		Receipt save(Order order) {
			this.saved.add(order);
			return new Receipt(order.id(), this.saved.size());
		}

		Mono<Receipt> saveReactively(Order order) {
			return Mono.fromSupplier(() -> save(order));
		}

	}

}
