package io.golambda.local.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests reading requests of OpenTelemetry's exporters, among them hostile ones.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SpanReceiverTests {

	private static final String TRACE = "5b8efff798038103d269b633813fc60c";

	private static final String SPAN = "eee19b7ec3c1b174";

	private final SpanReceiver receiver = new SpanReceiver();

	@Test
	void spanHasItsValues() {
		Otlp span = Otlp.span(TRACE, SPAN)
			.hex(4, "eee19b7ec3c1b173")
			.text(5, "process SQS")
			.fixed64(7, 1_700_000_000_000_000_500L)
			.fixed64(8, 1_700_000_000_250_000_500L)
			.message(9, Otlp.attribute("text", Otlp.message().text(1, "ä")))
			.message(9, Otlp.attribute("yes", Otlp.message().integer(2, 1)))
			.message(9, Otlp.attribute("number", Otlp.message().integer(3, -7)))
			.message(9, Otlp.attribute("ratio", Otlp.message().fixed64(4, Double.doubleToLongBits(0.5))))
			.message(9,
					Otlp.attribute("list",
							Otlp.message().message(5, Otlp.message().message(1, Otlp.message().text(1, "a")))))
			.message(9,
					Otlp.attribute("map", Otlp.message()
						.message(6, Otlp.message().message(1, Otlp.attribute("k", Otlp.message().text(1, "v"))))))
			.message(11,
					Otlp.message()
						.fixed64(1, 1)
						.text(2, "exception")
						.message(3, Otlp.attribute("exception.message", Otlp.message().text(1, "no money"))))
			.message(13, Otlp.span("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7").text(3, "state"))
			.message(15, Otlp.message().integer(3, 2))
			.integer(99, 1);
		Otlp resource = Otlp.message().message(1, Otlp.attribute("service.name", Otlp.message().text(1, "orders")));
		byte[] body = Otlp.message()
			.message(1, Otlp.message().message(1, resource).message(2, Otlp.message().message(2, span)))
			.toBytes();
		assertThat(this.receiver.receive(body, null))
			.containsExactly(new Span(TRACE, SPAN, "eee19b7ec3c1b173", "process SQS", "orders",
					Instant.ofEpochSecond(1_700_000_000L, 500), Duration.ofMillis(250), true, "no money",
					Map.of("text", "ä", "yes", true, "number", -7L, "ratio", 0.5, "list", List.of("a"), "map",
							Map.of("k", "v")),
					List.of(new Span.Link("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"))));
	}

	@Test
	void emptyRequestHasNoSpans() {
		assertThat(this.receiver.receive(new byte[0], null)).isEmpty();
	}

	@Test
	void compressedRequestIsInflatedUpToALimit() throws IOException {
		byte[] body = Otlp.request(Otlp.span(TRACE, SPAN).text(5, "compressed"));
		assertThat(this.receiver.receive(gzip(body), "gzip")).singleElement()
			.extracting(Span::name)
			.isEqualTo("compressed");
		byte[] bomb = gzip(new byte[SpanReceiver.MAX_BYTES + 1]);
		assertThatExceptionOfType(SpanException.class).isThrownBy(() -> this.receiver.receive(bomb, "gzip"))
			.withMessage("The body is larger than 16777216 bytes.")
			.matches(SpanException::isTooLarge);
		assertThatExceptionOfType(SpanException.class)
			.isThrownBy(() -> this.receiver.receive(new byte[SpanReceiver.MAX_BYTES + 1], null))
			.matches(SpanException::isTooLarge);
		assertThatExceptionOfType(SpanException.class).isThrownBy(() -> this.receiver.receive(body, "gzip"))
			.withMessage("The body is not gzip, or incomplete.")
			.matches((ex) -> !ex.isTooLarge());
		assertThatExceptionOfType(SpanException.class).isThrownBy(() -> this.receiver.receive(body, "br"))
			.withMessage("The body has a content encoding other than gzip.");
	}

	@Test
	void invalidIdsAreReported() {
		assertThatExceptionOfType(SpanException.class)
			.isThrownBy(() -> this.receiver.receive(Otlp.request(Otlp.message().hex(2, SPAN)), null))
			.withMessage("A span has a trace id of 0 bytes instead of 16.");
		assertThatExceptionOfType(SpanException.class)
			.isThrownBy(() -> this.receiver.receive(Otlp.request(Otlp.span(TRACE, "00")), null))
			.withMessage("A span has a span id of 1 bytes instead of 8.");
	}

	@Test
	void jsonIsNotProtobuf() {
		assertThatExceptionOfType(SpanException.class)
			.isThrownBy(() -> this.receiver.receive("{\"resourceSpans\": []}".getBytes(), null));
	}

	@Test
	void deepNestingAndManySpansAreRefused() {
		Otlp value = Otlp.message().text(1, "deep");
		for (int i = 0; i < 500; i++) {
			value = Otlp.message().message(5, Otlp.message().message(1, value));
		}
		byte[] deep = Otlp.request(Otlp.span(TRACE, SPAN).message(9, Otlp.attribute("deep", value)));
		assertThatExceptionOfType(SpanException.class).isThrownBy(() -> this.receiver.receive(deep, null))
			.withMessage("An attribute is nested more than 16 levels deep.");
		Otlp scope = Otlp.message();
		for (int i = 0; i <= 10_000; i++) {
			scope.message(2, Otlp.span(TRACE, SPAN));
		}
		byte[] many = Otlp.message().message(1, Otlp.message().message(2, scope)).toBytes();
		assertThatExceptionOfType(SpanException.class).isThrownBy(() -> this.receiver.receive(many, null))
			.withMessage("The body has more than 10000 spans.");
	}

	@Test
	void durationIsNeverNegative() {
		Otlp span = Otlp.span(TRACE, SPAN).fixed64(7, -1).fixed64(8, 5);
		assertThat(this.receiver.receive(Otlp.request(span), null)).singleElement()
			.extracting(Span::duration)
			.isEqualTo(Duration.ZERO);
	}

	@Test
	void brokenBytesOnlyCauseSpanExceptions() {
		byte[] body = Otlp.request(Otlp.span(TRACE, SPAN)
			.text(5, "name")
			.fixed64(7, 1)
			.message(9, Otlp.attribute("a", Otlp.message().text(1, "b")))
			.message(15, Otlp.message().integer(3, 2)));
		for (int length = 1; length < body.length; length++) {
			byte[] cut = Arrays.copyOf(body, length);
			assertThatExceptionOfType(SpanException.class).isThrownBy(() -> this.receiver.receive(cut, null));
		}
		Random random = new Random(18);
		for (int i = 0; i < 20_000; i++) {
			byte[] changed = body.clone();
			for (int j = 0; j < 1 + i % 3; j++) {
				changed[random.nextInt(changed.length)] = (byte) random.nextInt();
			}
			try {
				assertThat(this.receiver.receive(changed, null)).hasSizeLessThanOrEqualTo(1);
			}
			catch (SpanException ex) {
				assertThat(ex).hasMessageEndingWith(".");
			}
		}
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		return out.toByteArray();
	}

}
