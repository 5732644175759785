package com.acme.failures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * A function that fails in the way that the event selects.
 */
@SpringBootApplication
public class FailuresApplication {

	private static final Logger log = LoggerFactory.getLogger(FailuresApplication.class);

	public static void main(String[] args) {
		SpringApplication.run(FailuresApplication.class, args);
	}

	@Bean
	Trigger trigger() {
		return new Trigger();
	}

	@Bean
	Function<Event, Object> failing() {
		return (event) -> {
			log.info("about to fail");
			switch (event.bind(JsonNode.class).asString("")) {
				case "own" -> FailuresApplication
					.<RuntimeException>sneak(new OrderRejectedException(17, new IOException("refused")));
				case "of the invocation" -> {
					Invocation.current().with("customer", 7).with("order", "of the invocation");
					throw new GolambdaException("oops").with("order", 18);
				}
				case "logs an error" -> log.error("only a line", new IllegalStateException("why"));
				case "expected" -> throw new IllegalArgumentException("not today");
				case "overflow" -> overflow(0);
				case "memory" -> exhaust();
				case "result" -> {
					return new Unwritable();
				}
				case "future" -> {
					return CompletableFuture.supplyAsync(
							() -> FailuresApplication.<RuntimeException>sneak(new IOException("in another thread")));
				}
				case "mono" -> {
					return Mono.error(new IOException("reactive"));
				}
				case "message" -> {
					return MessageBuilder.withPayload(new Unwritable()).build();
				}
				case "interrupted" -> {
					Thread.currentThread().interrupt();
					throw new IllegalStateException("interrupted");
				}
				case "is interrupted" -> {
					return Thread.currentThread().isInterrupted();
				}
				case "chain" -> throw new IllegalStateException("long", BadExceptions.chain(1000));
				case "hidden" ->
					FailuresApplication.<RuntimeException>sneak(BadExceptions.all().get("getMessage() throws"));
				default -> {
				}
			}
			return null;
		};
	}

	@Bean
	Function<Flux<Event>, Flux<String>> reactive() {
		return (events) -> events
			.map((event) -> FailuresApplication.<RuntimeException>sneak(new IOException("reactive")));
	}

	@Bean
	Function<Message<Map<String, Integer>>, Integer> converting() {
		return (message) -> message.getPayload().size();
	}

	@Bean
	@Order(1)
	InvocationInterceptor failingInterceptor() {
		return (invocation, chain) -> {
			Object result = chain.proceed(invocation);
			if (invocation.event().json().equals("\"interceptor\"")) {
				throw new GolambdaException("the interceptor").with("link", 1);
			}
			return result;
		};
	}

	// Spring's highest precedence is still within golambda's interceptors
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	InvocationInterceptor outermostInterceptor() {
		return (invocation, chain) -> {
			if (invocation.event().json().equals("\"outermost\"")) {
				throw new GolambdaException("the outermost interceptor");
			}
			return chain.proceed(invocation);
		};
	}

	private static int overflow(int depth) {
		return overflow(depth + 1) + 1;
	}

	private static void exhaust() {
		List<long[]> all = new ArrayList<>();
		while (true) {
			all.add(new long[16 * 1024 * 1024]);
		}
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> String sneak(Throwable ex) throws X {
		throw (X) ex;
	}

	/**
	 * A result that Jackson cannot write.
	 */
	public static final class Unwritable {

		public String getName() {
			throw new UnsupportedOperationException("no name");
		}

	}

}
