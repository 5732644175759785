package io.golambda.lambda;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import reactor.core.publisher.Flux;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.Records;

import static io.golambda.lambda.HandlerKind.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that input is validated alike in every form of function, however the function is
 * called.
 */
class ValidatedInputTests {

	private static final String VALID = """
			{"id":"42","amount":3}""";

	private static final String INVALID = """
			{"id":"42","amount":-7}""";

	private static final String VIOLATION = "amount: must be greater than 0 (@Positive).";

	static Stream<Arguments> functions() {
		return Stream.of("orders", "flux", "plainObject", "text|order")
			.flatMap((name) -> Stream.of(HandlerKind.values()).map((handler) -> arguments(handler, name)));
	}

	@ParameterizedTest
	@MethodSource("functions")
	void invalidInputDoesNotReachTheFunction(HandlerKind kind, String definition) throws Exception {
		RequestStreamHandler handler = kind.start(OrdersApplication.class, definition);
		boolean list = definition.equals("orders");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> answer(handler, list ? "[" + VALID + "," + INVALID + "]" : INVALID))
			.withMessageEndingWith((list ? "[1]." : "") + VIOLATION);
		answer(handler, list ? "[" + VALID + "]" : VALID);
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void invalidRecordFailsAlone(HandlerKind kind) throws Exception {
		Event event = Event.encapSqs(VALID, INVALID, VALID);
		String failed = event.decapSqs().get(1).id().orElseThrow();
		assertThat(answer(kind.start(OrdersApplication.class, "batch"), event.json()))
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + failed + "\"}]}");
	}

	@Test
	void recordsAreValidatedWhenTheyAreReached() {
		RequestStreamHandler handler = HandlerKind.LAMBDA_HANDLER.start(OrdersApplication.class, "records");
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> answer(handler, Event.encapSqs(VALID, INVALID).json()))
			.withMessageStartingWith("Record 1 (id ")
			.withMessageEndingWith(VIOLATION);
	}

	@ParameterizedTest
	@EnumSource(HandlerKind.class)
	void constraintUsesBeansOfTheApplication(HandlerKind kind) {
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> answer(kind.start(OrdersApplication.class, "order"), """
					{"id":"blocked","amount":1}"""))
			.withMessageEndingWith("id: is blocked (@NotBlocked).");
	}

	@Test
	void inputOfACallByTheCatalogueIsValidated() throws Exception {
		RequestStreamHandler handler = HandlerKind.LAMBDA_HANDLER.start(OrdersApplication.class, "lookup");
		assertThat(answer(handler, VALID)).isEqualTo("3");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> answer(handler, INVALID))
			.withMessageEndingWith(VIOLATION);
	}

	@Test
	void validationCanBeSwitchedOff() throws Exception {
		System.setProperty("golambda.validation.enabled", "false");
		try {
			assertThat(answer(HandlerKind.LAMBDA_HANDLER.start(OrdersApplication.class, "order"), INVALID))
				.isEqualTo("-7");
		}
		finally {
			System.clearProperty("golambda.validation.enabled");
		}
	}

	record Order(@NotBlank @NotBlocked String id, @Positive int amount) {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Constraint(validatedBy = NotBlockedValidator.class)
	@interface NotBlocked {

		String message() default "is blocked";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	static final class NotBlockedValidator implements ConstraintValidator<NotBlocked, String> {

		private final BlockedIds blocked;

		NotBlockedValidator(BlockedIds blocked) {
			this.blocked = blocked;
		}

		@Override
		public boolean isValid(String id, ConstraintValidatorContext context) {
			return !this.blocked.ids().contains(id);
		}

	}

	record BlockedIds(List<String> ids) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class OrdersApplication {

		@Bean
		static LocalValidatorFactoryBean validator() {
			return new LocalValidatorFactoryBean();
		}

		@Bean
		BlockedIds blockedIds() {
			return new BlockedIds(List.of("blocked"));
		}

		@Bean
		Function<Order, Integer> order() {
			return Order::amount;
		}

		@Bean
		Function<List<Order>, Integer> orders() {
			return List::size;
		}

		@Bean
		Function<Flux<Order>, Flux<Integer>> flux() {
			return (orders) -> orders.map(Order::amount);
		}

		@Bean
		PlainObject plainObject() {
			return new PlainObject();
		}

		@Bean
		Function<String, String> text() {
			return (text) -> text;
		}

		@Bean
		Function<Event, BatchResponse> batch() {
			return Batch.each(Order.class, Order::amount);
		}

		@Bean
		Function<Records<Order>, Integer> records() {
			return (orders) -> orders.stream().mapToInt(Order::amount).sum();
		}

		@Bean
		Function<byte[], Object> lookup(FunctionCatalog catalog) {
			return (bytes) -> {
				Function<Object, Object> order = catalog.lookup("order");
				return order.apply(MessageBuilder.withPayload(bytes).build());
			};
		}

	}

	public static class PlainObject {

		public int amount(Order order) {
			return order.amount();
		}

	}

}
