package com.acme.orders;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import com.acme.orders.avro.Order;
import com.acme.orders.protobuf.OrderKey;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.batch.FirehoseResponse;
import io.golambda.batch.FirehoseResult;
import io.golambda.event.AvroSchemaRegistry;
import io.golambda.event.Event;
import io.golambda.event.Records;

/**
 * Functions that take objects of Avro and messages of Protobuf.
 */
@SpringBootApplication
public class OrdersApplication {

	public static final List<String> CONSUMED = new CopyOnWriteArrayList<>();

	public static final List<String> LOOKED_UP = new CopyOnWriteArrayList<>();

	@Bean
	AvroSchemaRegistry schemas() {
		return (id) -> {
			LOOKED_UP.add(id);
			return Optional.of(id).filter("17"::equals).map((known) -> Order.getClassSchema().toString());
		};
	}

	@Bean
	Function<Event, BatchResponse> batch() {
		return Batch.each(Order.class, (order) -> CONSUMED.add(order.getId()));
	}

	@Bean
	Function<Records<com.acme.orders.protobuf.Order>, List<String>> ids() {
		return (orders) -> orders.stream().map(com.acme.orders.protobuf.Order::getId).toList();
	}

	@Bean
	Function<Event, FirehoseResponse> keys() {
		return (event) -> FirehoseResponse.of(event, (record) -> {
			com.acme.orders.protobuf.Order order = record.bind(com.acme.orders.protobuf.Order.class);
			return FirehoseResult.ok(OrderKey.newBuilder().setCustomer(order.getAmount()).build());
		});
	}

	@Bean
	Function<Event, Order> object() {
		return (event) -> event.records().get(0).bind(Order.class);
	}

	@Bean
	Function<List<Order>, Integer> list() {
		return List::size;
	}

}
