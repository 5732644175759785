package io.golambda.integration;

import java.util.ArrayList;
import java.util.List;

import com.acme.orders.avro.Order;
import org.junit.jupiter.api.Test;

import io.golambda.batch.Batch;
import io.golambda.event.Event;
import io.golambda.idempotency.Idempotency;
import io.golambda.idempotency.IdempotentConsumer;
import io.golambda.idempotency.PayloadMismatchException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Work that is done once for objects of classes that Jackson cannot write.
 */
class IdempotentPayloadTests {

	private final List<Object> done = new ArrayList<>();

	private final Idempotency idempotency = Idempotency.inMemory();

	@Test
	void recordOfAvroIsADuplicateIfItsEncodingIsTheSame() {
		IdempotentConsumer<Order> save = this.idempotency.by(Order::getId).of(this.done::add);
		Order order = Orders.avro("o-1");
		Batch.each(Order.class, save).apply(Event.encapKafka(order, order, Orders.avro("o-2")));
		assertThat(this.done).containsExactly(order, Orders.avro("o-2"));
		Order other = Orders.avro("o-1");
		other.setAmount(order.getAmount() + 1);
		assertThatExceptionOfType(PayloadMismatchException.class).isThrownBy(() -> save.accept(other));
	}

	@Test
	void messageOfProtobufIsADuplicateIfItsEncodingIsTheSame() {
		IdempotentConsumer<com.acme.orders.protobuf.Order> save = this.idempotency
			.by(com.acme.orders.protobuf.Order::getId)
			.of(this.done::add);
		com.acme.orders.protobuf.Order order = com.acme.orders.protobuf.Order.newBuilder()
			.setId("o-1")
			.setAmount(1)
			.build();
		Batch.each(com.acme.orders.protobuf.Order.class, save).apply(Event.encapSqs(order, order));
		assertThat(this.done).containsExactly(order);
		assertThatExceptionOfType(PayloadMismatchException.class)
			.isThrownBy(() -> save.accept(order.toBuilder().setAmount(2).build()));
	}

}
