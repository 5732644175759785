package io.golambda.idempotency;

import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.idempotency.Workshop.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The texts of keys, which are the same in each process.
 */
class IdempotencyKeyTests {

	private final Workshop workshop = new Workshop();

	private final Idempotency idempotency = this.workshop.idempotency();

	static Stream<Arguments> keys() {
		UUID uuid = UUID.randomUUID();
		Map<String, Integer> map = new LinkedHashMap<>();
		map.put("b", 1);
		map.put("a", 2);
		return Stream.of(arguments("order-17", "order-17"), arguments(17L, "17"), arguments(uuid, uuid.toString()),
				arguments(new StringBuilder("text"), "text"), arguments(Thread.State.NEW, "NEW"),
				arguments(LocalDate.of(2026, 1, 2), "2026-01-02"), arguments(Optional.of("present"), "present"),
				arguments(new Order("x", 2), "{\"amount\":2,\"id\":\"x\"}"),
				arguments(new Order(null, 2), "{\"amount\":2}"), arguments(List.of("b", "a"), "[\"b\",\"a\"]"),
				arguments(Set.of("b", "a"), "[\"a\",\"b\"]"),
				arguments(Set.of(Thread.State.NEW, Thread.State.BLOCKED), "[\"BLOCKED\",\"NEW\"]"),
				arguments(map, "{\"a\":2,\"b\":1}"), arguments(new Object[] { "a", 1 }, "[\"a\",1]"),
				arguments(new byte[] { 1, 2 }, "AQI="), arguments(URI.create("urn:x"), "urn:x"),
				arguments(JsonMapper.shared().readTree("{\"b\":[{\"d\":1,\"c\":2}],\"a\":null}"),
						"{\"b\":[{\"c\":2,\"d\":1}]}"),
				arguments(JsonMapper.shared().readTree("\"text\""), "text"),
				arguments(JsonMapper.shared().readTree("17"), "17"), arguments("ä 🍊", "sha256:"),
				arguments("a\nb", "sha256:"), arguments("sha256:x", "sha256:"), arguments("x".repeat(200), "xxxx"),
				arguments("x".repeat(201), "sha256:"), arguments("x".repeat(1_000_000), "sha256:"));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keyIsWrittenAsText(Object key, String text) {
		this.idempotency.forKey(key).run(() -> {
		});
		assertThat(this.workshop.calls.get(0)).startsWith("begin orders#" + text);
		assertThat(this.workshop.calls.get(0).length()).isLessThan(220);
	}

	@Test
	void keysThatDifferHaveDifferentTexts() {
		List<String> keys = List.of("\ud83c", "\ud83d", "?", "a\nb", "a\rb", "x".repeat(300), "x".repeat(301),
				"sha256:");
		keys.forEach((key) -> this.idempotency.forKey(key).run(() -> {
		}));
		assertThat(this.workshop.calls.stream().filter((call) -> call.startsWith("begin"))).doesNotHaveDuplicates();
	}

	static Stream<Arguments> missing() {
		return Stream
			.<@Nullable Object>of(null, "", "  \n", Optional.empty(), List.of(), Map.of(), new String[0],
					JsonMapper.shared().readTree("null"), JsonMapper.shared().readTree("{\"a\":null}"), new Object())
			.map((key) -> arguments(new @Nullable Object[] { key }));
	}

	@ParameterizedTest
	@MethodSource("missing")
	void missingKeyIsAnError(@Nullable Object key) {
		assertThatExceptionOfType(IdempotencyException.class)
			.isThrownBy(() -> this.idempotency.forKey(key).run(() -> assertThat(true).isFalse()))
			.withMessageMatching("(?s).*(Use a value that every payload has|Use text, a number).*");
		assertThat(this.workshop.calls).isEmpty();
	}

	@Test
	void missingKeyOfAPayloadNamesTheNamespace() {
		IdempotentConsumer<Order> save = this.idempotency.by(Order::id).of((order) -> assertThat(true).isFalse());
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> save.accept(new Order(null, 1)))
			.withMessage("The idempotency key of \"orders\" is null, so that unrelated work would count as its "
					+ "duplicate. Use a value that every payload has.");
	}

	@Test
	void valueThatCannotBeWrittenIsNoKey() {
		record Broken() {

			@SuppressWarnings("unused")
			public String getSecret() {
				throw new IllegalStateException("s3cret");
			}

		}
		assertThatExceptionOfType(IdempotencyException.class)
			.isThrownBy(() -> this.idempotency.forKey(new Broken()).run(() -> {
			}))
			.withMessageContaining("Broken cannot be written as JSON as an idempotency key")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void messagesShowTheBeginningOfAKeyOnOneLine() {
		String key = "k\n" + "x".repeat(10_000);
		KeyedCall.Task<RuntimeException> nested = () -> assertThat(key).isNotEmpty();
		this.workshop
			.begin(new Claim("orders#" + hashed(key), "other", null, Workshop.START, Workshop.START.plusSeconds(9)));
		assertThatExceptionOfType(WorkInProgressException.class)
			.isThrownBy(() -> this.idempotency.forKey(key).run(nested))
			.satisfies((
					ex) -> assertThat(ex.getMessage()).contains("k\\u000ax").hasSizeLessThan(300).doesNotContain("\n"));
	}

	private static String hashed(String key) {
		return WorkKey.of("orders", key).id().substring("orders#".length());
	}

}
