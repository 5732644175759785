package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.golambda.event.Event;
import io.golambda.invocation.BeforeTimeout;
import io.golambda.timeout.Deadlines;
import io.golambda.timeout.FunctionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Functions of the forms that may never end, under either handler, each of which is
 * interrupted before its timeout.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
@ExtendWith(OutputCaptureExtension.class)
class InterruptedFunctionFormsTests {

	@ParameterizedTest
	@EnumSource
	void functionThatNeverEndsFailsBeforeItsTimeout(HandlerKind kind, CapturedOutput output) throws Exception {
		RequestStreamHandler handler = start(kind, "endless");
		for (String form : new String[] { "future", "mono", "flux", "sleep" }) {
			assertThatExceptionOfType(FunctionTimeoutException.class).as(form)
				.isThrownBy(() -> invoke(handler, form))
				.withCauseInstanceOf(InterruptedException.class);
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		}
		assertThat(invoke(handler, "ends")).isEqualTo("\"ends\"");
		assertThat(output.getOut().lines().filter((line) -> line.contains("before the timeout"))).hasSize(4);
	}

	@ParameterizedTest
	@EnumSource
	void consumerOfAnEndlessFluxIsCancelled(HandlerKind kind) throws Exception {
		EndlessApplication.CANCELLED.set(0);
		RequestStreamHandler handler = start(kind, "consumer");
		assertThatExceptionOfType(FunctionTimeoutException.class).isThrownBy(() -> invoke(handler, "any"))
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(EndlessApplication.CANCELLED).hasValue(1);
	}

	private static RequestStreamHandler start(HandlerKind kind, String definition) {
		System.setProperty("golambda.timeout.interrupt", "true");
		try {
			return kind.start(EndlessApplication.class, definition);
		}
		finally {
			System.clearProperty("golambda.timeout.interrupt");
		}
	}

	private static String invoke(RequestStreamHandler handler, String form) throws Exception {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream(Event.encapSqs(form).bytes()), answer,
				Deadlines.after(Duration.ofMillis(400)));
		return answer.toString(StandardCharsets.UTF_8);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class EndlessApplication {

		static final AtomicInteger CANCELLED = new AtomicInteger();

		@Bean
		Function<Event, @Nullable Object> endless() {
			return (event) -> switch (event.decapSqs().get(0).text()) {
				case "future" -> new CompletableFuture<>();
				case "mono" -> Mono.never();
				case "flux" -> Flux.interval(Duration.ofMillis(10));
				case "sleep" -> sleep();
				default -> "ends";
			};
		}

		@Bean
		Consumer<Flux<Event>> consumer() {
			return (events) -> events.flatMap((event) -> Mono.never())
				.doOnCancel(CANCELLED::incrementAndGet)
				.subscribe((event) -> {
				});
		}

		@Bean
		BeforeTimeout beforeTimeout() {
			return (invocation) -> System.out.println("before the timeout");
		}

		private static @Nullable Object sleep() {
			try {
				Thread.sleep(60_000);
				return null;
			}
			catch (InterruptedException ex) {
				throw SneakyThrow.<RuntimeException>rethrow(ex);
			}
		}

	}

}
