package io.golambda.idempotency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.batch.BatchResponse.BatchItemFailure;
import io.golambda.event.Event;
import io.golambda.event.NewRecord;
import io.golambda.idempotency.Workshop.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Duplicates within a batch and in later ones.
 */
class IdempotentBatchTests {

	private final Workshop workshop = new Workshop();

	private final Idempotency idempotency = this.workshop.idempotency();

	private final List<Order> saved = Collections.synchronizedList(new ArrayList<>());

	private static NewRecord message(String id, String order) {
		return NewRecord.of(new Order(order, 1)).id(id);
	}

	private static List<Object> failed(BatchResponse response) {
		return response.batchItemFailures().stream().map(BatchItemFailure::itemIdentifier).toList();
	}

	@Test
	void copyInTheSameBatchIsSkippedAndAcknowledged() {
		BatchResponse response = Batch.each(Order.class, this.idempotency.by(Order::id).of(this.saved::add))
			.apply(Event.encapSqs(message("m-1", "a"), message("m-2", "a"), message("m-3", "b")));
		assertThat(failed(response)).isEmpty();
		assertThat(this.saved).containsExactly(new Order("a", 1), new Order("b", 1));
	}

	@Test
	void onlyFailedRecordIsRetriedAndDoneThen() {
		AtomicInteger attempts = new AtomicInteger();
		IdempotentConsumer<Order> save = this.idempotency.by(Order::id).of((order) -> {
			if ("b".equals(order.id()) && attempts.incrementAndGet() == 1) {
				throw new IllegalStateException("once");
			}
			this.saved.add(order);
		});
		Event event = Event.encapSqs(message("m-1", "a"), message("m-2", "b"), message("m-3", "c"));
		assertThat(failed(Batch.each(Order.class, save).apply(event))).containsExactly("m-2");
		assertThat(failed(Batch.each(Order.class, save).apply(event))).isEmpty();
		assertThat(this.saved).extracting(Order::id).containsExactly("a", "c", "b");
	}

	@Test
	void copyInWorkInAnotherThreadIsRetried() {
		CountDownLatch duplicateFailed = new CountDownLatch(1);
		IdempotentConsumer<Order> save = this.idempotency.by(Order::id).of((order) -> {
			duplicateFailed.await();
			this.saved.add(order);
		});
		BatchResponse response = Batch.builder().parallelism(2).each(Order.class, (order) -> {
			try {
				save.accept(order);
			}
			catch (WorkInProgressException ex) {
				duplicateFailed.countDown();
				throw ex;
			}
		}).apply(Event.encapSqs(message("m-1", "a"), message("m-2", "a")));
		assertThat(failed(response)).hasSize(1).isSubsetOf("m-1", "m-2");
		assertThat(this.saved).hasSize(1);
	}

	@Test
	void duplicateOfWorkInProgressBlocksItsFifoGroup() {
		Claim other = new Claim("orders#a", "other", null, Workshop.START, Workshop.START.plusSeconds(90));
		this.workshop.begin(other);
		Event event = Event.encapSqs(message("m-1", "a").with("MessageGroupId", "1"),
				message("m-2", "b").with("MessageGroupId", "1"), message("m-3", "c").with("MessageGroupId", "2"));
		BatchResponse response = Batch.each(Order.class, this.idempotency.by(Order::id).of(this.saved::add))
			.apply(event);
		assertThat(failed(response)).containsExactly("m-1", "m-2");
		assertThat(this.saved).extracting(Order::id).containsExactly("c");
	}

	@Test
	void asynchronousWorkInABatchIsMarkedWhenItCompletes() {
		IdempotentConsumer<Order> save = this.idempotency.by(Order::id)
			.ofAwaiting((order) -> CompletableFuture.runAsync(() -> this.saved.add(order)));
		Event event = Event.encapSqs(message("m-1", "a"), message("m-2", "a"));
		assertThat(failed(Batch.each(Order.class, save).apply(event))).isEmpty();
		assertThat(this.saved).hasSize(1);
	}

}
