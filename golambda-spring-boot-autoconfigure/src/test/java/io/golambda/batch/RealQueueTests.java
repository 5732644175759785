package io.golambda.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real queue (ElasticMQ) in which messages stay until the answer lets go of them.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RealQueueTests {

	private final List<String> handled = Collections.synchronizedList(new ArrayList<>());

	private final Set<String> failing = Collections.synchronizedSet(new HashSet<>());

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void onlyFailedMessagesAreRetried(int parallelism) {
		try (SqsPoller queue = new SqsPoller("orders")) {
			for (int i = 0; i < 8; i++) {
				queue.send("order " + i);
			}
			this.failing.addAll(List.of("order 2", "order 5"));
			Function<Event, BatchResponse> function = Batch.builder()
				.parallelism(parallelism)
				.each(String.class, this::failOnce);
			List<List<String>> invocations = queue.drain(function);
			assertThat(invocations.get(0)).hasSize(8);
			assertThat(invocations.stream().skip(1).flatMap(List::stream)).containsExactlyInAnyOrder("order 2",
					"order 5");
			assertThat(this.handled).hasSize(8).doesNotHaveDuplicates();
		}
	}

	@Test
	void deliveredMessagesAreDecoded() {
		try (SqsPoller queue = new SqsPoller("orders")) {
			String id = queue.send("{\"id\":17}");
			List<EventRecord> records = new ArrayList<>();
			queue.poll((event) -> Batch.process(event, records::add));
			assertThat(records).singleElement().satisfies((record) -> {
				assertThat(record.id()).hasValue(id);
				assertThat(record.text()).isEqualTo("{\"id\":17}");
				assertThat(record.timestamp()).isPresent();
				assertThat(record.attributes()).containsEntry("tenant", "acme")
					.containsEntry("ApproximateReceiveCount", "1");
			});
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void fifoGroupsKeepTheirOrderDespiteFailures(int parallelism) {
		try (SqsPoller queue = new SqsPoller("orders.fifo")) {
			for (int i = 0; i < 4; i++) {
				queue.sendInGroup("a", "a" + i);
				queue.sendInGroup("b", "b" + i);
			}
			this.failing.addAll(List.of("a1", "b0", "b3"));
			queue.drain(Batch.builder().parallelism(parallelism).each(String.class, this::failOnce));
			assertThat(this.handled).hasSize(8);
			assertThat(this.handled.stream().filter((body) -> body.startsWith("a"))).containsExactly("a0", "a1", "a2",
					"a3");
			assertThat(this.handled.stream().filter((body) -> body.startsWith("b"))).containsExactly("b0", "b1", "b2",
					"b3");
		}
	}

	@Test
	void allMessagesAreRetriedIfTheFunctionThrows() {
		try (SqsPoller queue = new SqsPoller("orders")) {
			queue.send("a");
			queue.send("b");
			this.failing.addAll(List.of("a", "b"));
			List<List<String>> invocations = queue.drain(Batch.each(String.class, this::failOnce));
			assertThat(invocations.get(0)).containsExactlyInAnyOrder("a", "b");
			assertThat(this.handled).containsExactlyInAnyOrder("a", "b");
		}
	}

	private void failOnce(String body) {
		if (this.failing.remove(body)) {
			throw new IllegalStateException(body);
		}
		this.handled.add(body);
	}

}
