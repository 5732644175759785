package io.golambda.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Batches from a Custom Event Bus of EventBridge, which delivers the whole batch again
 * after a failure.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-custom-bus-ordering.html">Ordering
 * and deduplicating events on a Custom Event Bus</a>
 */
class CustomBusBatchTests {

	private final List<String> tried = new ArrayList<>();

	@Test
	void failedEventSkipsTheRestOfItsGroupAndFailsTheBatch() {
		Event event = Event.encapEventBridgeCustomBus(group("1", "a"), group("2", "b"), group("3", "a"), "4",
				group("5", "b"));
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.process(event, (record) -> work(record, "1", "4")))
			.withMessage("Of 5 records of the EVENTBRIDGE_CUSTOM_BUS event: 2 failed, 1 skipped after a failed one. "
					+ "The source accepts no partial response, so the whole event failed.");
		assertThat(this.tried).containsExactly("1", "2", "4", "5");
	}

	@Test
	void eventsOfPutEventsKeepTheOrderOfTheirGroup() {
		Event event = Event.encapEventBridgeCustomBus(published("1", "a"), published("2", "a"), published("3", "b"));
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.process(event, (record) -> work(record, "{\"n\":1}")))
			.withMessageContaining("1 failed, 1 skipped after a failed one");
		assertThat(this.tried).containsExactly("{\"n\":1}", "{\"n\":3}");
	}

	@Test
	void concurrentWorkKeepsTheOrderOfEachGroup() {
		List<Object> events = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			events.add(group(String.valueOf(i), "g" + i % 4));
		}
		List<List<Integer>> groups = List.of(sync(), sync(), sync(), sync());
		Batch.builder()
			.parallelism(4)
			.process(Event.encapEventBridgeCustomBus(events.toArray()),
					(record) -> groups.get(Integer.parseInt(record.text()) % 4).add(Integer.parseInt(record.text())));
		assertThat(groups).allSatisfy((group) -> assertThat(group).hasSize(10).isSorted());
	}

	@Test
	void nothingIsReportedIfAllSucceeded() {
		Event event = Event.encapEventBridgeCustomBus(group("1", "a"), "2");
		assertThat(Batch.process(event, (record) -> work(record))).isEqualTo(BatchResponse.of());
	}

	@Test
	void arrayOfDataAloneFailsAsAWhole() {
		String one = Event.encapEventBridge("{\"n\":1}").json();
		Event event = Event.of("[" + one + "," + Event.encapEventBridge("{\"n\":2}").json() + "," + one + "]");
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.process(event, (record) -> work(record, "{\"n\":1}")))
			.withMessageContaining("Of 3 records of the EVENTBRIDGE event: 2 failed.");
		assertThat(this.tried).as("in no known group").hasSize(3);
	}

	@Test
	void eventInAQueueIsReportedByItsMessage() {
		Event bus = Event.encapEventBridgeCustomBus("1");
		Event event = Event.encapSqs(NewRecord.of(bus.json().substring(1, bus.json().length() - 1)).id("m-1"),
				NewRecord.of("2").id("m-2"));
		assertThat(Batch.process(event, (record) -> work(record, "1"))).isEqualTo(BatchResponse.of("m-1"));
	}

	private void work(EventRecord record, String... failing) {
		this.tried.add(record.text());
		if (List.of(failing).contains(record.text())) {
			throw new IllegalStateException("failed");
		}
	}

	private static NewRecord group(String data, String group) {
		return NewRecord.of(data).with("EventGroupId", group);
	}

	private static NewRecord published(String number, String group) {
		return NewRecord.of(Event.encapEventBridge("{\"n\":" + number + "}")).with("EventGroupId", group);
	}

	private static List<Integer> sync() {
		return Collections.synchronizedList(new ArrayList<>());
	}

}
