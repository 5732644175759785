package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.PayloadValidator.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An {@link EventMapper} with a {@link PayloadValidator} validates each value that it
 * binds.
 */
class PayloadValidatorTests {

	private final EventMapper mapper = new EventMapper(JsonMapper.builder().build(), 1024)
		.withValidator((value) -> (value instanceof Order order && order.amount() <= 0)
				? List.of(new Violation("amount", "must be greater than 0 (@Positive)")) : List.of());

	@Test
	void invalidRecordNamesRecordTypePropertyAndConstraint() {
		EventRecord invalid = sqs(new Order(1), new Order(-7)).decapSqs().get(1);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> invalid.bind(Order.class))
			.withMessage("Record 1 (id " + invalid.id().orElseThrow() + ") of the SQS event is not a valid "
					+ Order.class.getTypeName() + ": amount: must be greater than 0 (@Positive).")
			.satisfies((ex) -> assertThat(ex.values()).containsEntry("path", "amount")
				.containsEntry("type", Order.class.getTypeName())
				.containsEntry("record.index", 1));
	}

	@Test
	void invalidRecordDoesNotAffectTheOthers() {
		Records<Order> orders = Records.of(sqs(new Order(1), new Order(0), new Order(2)), Order.class);
		assertThat(orders.bind(orders.records().get(2))).isEqualTo(new Order(2));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> orders.bind(orders.records().get(1)));
	}

	@Test
	void validatesTheWholeEvent() throws IOException {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> read("{\"amount\": 0}").bind(Order.class))
			.withMessage("The event is not a valid " + Order.class.getTypeName()
					+ ": amount: must be greater than 0 (@Positive).");
	}

	@Test
	void validatesTheStateOfATumblingWindow() {
		Event event = this.mapper.event(Event.encapKinesis("a").withWindow(new Order(0)));
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> event.window().orElseThrow().state(Order.class))
			.withMessageStartingWith("The state of the event's tumbling window is not a valid ");
	}

	@Test
	void keepsTheValidatorWithAnotherMapper() {
		Event event = sqs(new Order(0)).withMapper(JsonMapper.builder().build()).withInflatedLimit(10);
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> event.decapSqs().get(0).bind(new TypeReference<Order>() {
			}));
	}

	@Test
	void showsTheFirstViolationsOfMany() throws IOException {
		Event event = new EventMapper(JsonMapper.builder().build(), 1024)
			.withValidator((value) -> IntStream.range(0, 25)
				.mapToObj((i) -> new Violation("[" + i + "].amount", "must be\ngreater than 0"))
				.toList())
			.read(stream("[]"), null);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(List.class))
			.withMessageContaining("[9].amount: must be\\u000agreater than 0; and 15 more.")
			.withMessageNotContaining("[10]");
	}

	@Test
	void textAndBytesAreNotValidated() throws IOException {
		Event event = new EventMapper(JsonMapper.builder().build(), 1024)
			.withValidator((value) -> List.of(new Violation("", "is never valid")))
			.read(stream("{}"), null);
		assertThat(event.bind(String.class)).isEqualTo("{}");
		assertThat(event.bind(byte[].class)).hasSize(2);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> event.bind(Object.class));
	}

	private Event sqs(Order... orders) {
		return this.mapper.event(Event.encapSqs((Object[]) orders));
	}

	private Event read(String json) throws IOException {
		return this.mapper.read(stream(json), null);
	}

	private static ByteArrayInputStream stream(String json) {
		return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
	}

	record Order(int amount) {

	}

}
