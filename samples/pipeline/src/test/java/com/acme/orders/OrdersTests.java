package com.acme.orders;

import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.golambda.error.GolambdaException;
import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest(properties = "receipts.key=a key of the test")
class OrdersTests {

	@Autowired
	Function<Event, Integer> orders;

	@Test
	void acceptsOrders() {
		assertThat(this.orders.apply(Event.encapSnsOverSqs(new Order(1, "Ada", 2), new Order(2, "Grace", 1))))
			.isEqualTo(2);
	}

	@Test
	void rejectsOrdersAboveTheStock() {
		Order order = new Order(17, "Ada", 1000);
		assertThatExceptionOfType(GolambdaException.class)
			.isThrownBy(() -> this.orders.apply(Event.encapSnsOverSqs(order)))
			.withMessage("order rejected")
			.satisfies(ex -> assertThat(ex.values()).containsEntry("order", order));
	}

}
