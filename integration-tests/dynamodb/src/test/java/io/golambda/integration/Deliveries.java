package io.golambda.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.acme.once.Order;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.NewRecord;

/**
 * Delivers messages as SQS does: in batches, several at once, and again until the
 * function acknowledges them.
 */
final class Deliveries {

	private static final int BATCH_SIZE = 10;

	private static final long VISIBILITY_TIMEOUT_MILLIS = 50;

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final Queue<Message> queue = new ConcurrentLinkedQueue<>();

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger count = new AtomicInteger();

	private final InvokedFunction function;

	Deliveries(InvokedFunction function) {
		this.function = function;
	}

	/**
	 * Delivers messages until each is acknowledged.
	 * @param orders the messages, in this order
	 * @param threads how many batches are delivered at once
	 * @return how many messages were delivered, including repeated ones
	 */
	int deliver(List<Order> orders, int threads) throws Exception {
		this.open.set(orders.size());
		for (int i = 0; i < orders.size(); i++) {
			this.queue.add(new Message("message-" + i, orders.get(i)));
		}
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			List<Callable<Void>> pollers = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				pollers.add(this::poll);
			}
			for (Future<Void> poller : pool.invokeAll(pollers)) {
				poller.get();
			}
		}
		finally {
			pool.shutdownNow();
		}
		return this.count.get();
	}

	private Void poll() throws InterruptedException {
		while (this.open.get() > 0) {
			List<Message> batch = new ArrayList<>();
			Message next = this.queue.poll();
			while (next != null) {
				batch.add(next);
				next = (batch.size() < BATCH_SIZE) ? this.queue.poll() : null;
			}
			if (!batch.isEmpty()) {
				this.count.addAndGet(batch.size());
				List<Message> failed = failed(batch);
				this.open.addAndGet(failed.size() - batch.size());
				if (failed.isEmpty()) {
					continue;
				}
				Thread.sleep(VISIBILITY_TIMEOUT_MILLIS);
				this.queue.addAll(failed);
			}
			else {
				Thread.sleep(5);
			}
		}
		return null;
	}

	private List<Message> failed(List<Message> batch) {
		NewRecord[] records = batch.stream()
			.map((message) -> NewRecord.of(message.order()).id(message.id()))
			.toArray(NewRecord[]::new);
		try {
			JsonNode failures = this.mapper.readTree(this.function.invoke(Event.encapSqs((Object[]) records)))
				.path("batchItemFailures");
			Set<String> ids = failures.valueStream()
				.map((failure) -> failure.path("itemIdentifier").stringValue())
				.collect(Collectors.toSet());
			return batch.stream().filter((message) -> ids.contains(message.id())).toList();
		}
		catch (Exception ex) {
			return batch;
		}
	}

	/**
	 * A function that answers an event, or throws if it failed.
	 */
	interface InvokedFunction {

		byte[] invoke(Event event) throws Exception;

	}

	private record Message(String id, Order order) {

	}

}
