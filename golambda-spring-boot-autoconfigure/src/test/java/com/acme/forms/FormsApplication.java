package com.acme.forms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.MessageRoutingCallback;
import org.springframework.cloud.function.context.catalog.FunctionTypeUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.event.Records;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Functions in every usual form.
 */
@SpringBootApplication
public class FormsApplication {

	private static final Logger log = LoggerFactory.getLogger(FormsApplication.class);

	@Bean
	Function<Event, String> lambda() {
		return (event) -> join(event);
	}

	@Bean
	Function<Event, ?> wildcard() {
		return (event) -> join(event);
	}

	@Bean
	Function<Event, String> methodReference() {
		return FormsApplication::join;
	}

	@Bean
	Consumer<Event> consumer() {
		return (event) -> log.info("consumed {}", join(event));
	}

	@Bean
	Function<Event, String> caller(ObjectProvider<FunctionCatalog> catalog) {
		return (event) -> {
			Function<Message<byte[]>, Object> callee = catalog.getObject().lookup("callee", "application/json");
			Object answer = callee.apply(MessageBuilder.withPayload("{\"inner\":1}".getBytes()).build());
			return String.valueOf((answer instanceof Message<?> message) ? message.getPayload() : answer);
		};
	}

	@Bean
	Function<Event, String> callee() {
		return Event::json;
	}

	@Bean
	Supplier<String> supplier() {
		return () -> "supplied";
	}

	@Bean
	Function<Message<Event>, String> message() {
		return (message) -> join(message.getPayload()) + "@"
				+ message.getHeaders().get("aws-context", Context.class).getFunctionName();
	}

	@Bean
	Function<Message<Event>, Message<String>> messageToMessage() {
		return (message) -> MessageBuilder.withPayload(join(message.getPayload())).build();
	}

	@Bean
	FunctionRegistration<Function<Event, String>> registration() {
		Function<Event, String> target = FormsApplication::join;
		return new FunctionRegistration<>(target, "registration")
			.type(FunctionTypeUtils.functionType(Event.class, String.class));
	}

	@Bean
	Function<Event, List<Color>> colors() {
		return (event) -> event.decapSqs().stream().map((record) -> record.bind(Color.class)).toList();
	}

	@Bean
	Function<List<Color>, Integer> count() {
		return List::size;
	}

	@Bean
	Function<Event, String> first() {
		return (event) -> event.decapSqs().get(0).text();
	}

	@Bean
	Function<Color, String> name() {
		return Color::message;
	}

	@Bean
	Function<Purchase, Purchase> pojo() {
		return (order) -> new Purchase(order.id() + 1, order.customer().toUpperCase(Locale.ROOT));
	}

	@Bean
	Function<List<Purchase>, Integer> listOfPojos() {
		return List::size;
	}

	@Bean
	Function<Map<String, Object>, Object> map() {
		return (map) -> map.get("customer");
	}

	@Bean
	Function<String, String> string() {
		return (text) -> "<" + text + ">";
	}

	@Bean
	Function<InputStream, byte[]> stream() {
		return (stream) -> {
			try {
				return stream.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		};
	}

	@Bean
	Function<SQSEvent, String> awsClass() {
		return (event) -> event.getRecords()
			.stream()
			.map(SQSEvent.SQSMessage::getBody)
			.collect(Collectors.joining(":"));
	}

	@Bean
	Function<Records<Color>, String> records() {
		return (colors) -> colors.stream().map(Color::message).collect(Collectors.joining(":"));
	}

	@Bean
	Function<Records<Map<String, String>>, String> genericRecords() {
		return (colors) -> colors.stream().map((color) -> color.get("message")).collect(Collectors.joining(":"));
	}

	@Bean
	Function<Message<Records<Color>>, String> messageOfRecords() {
		return (message) -> records().apply(message.getPayload()) + "@"
				+ message.getHeaders().get("aws-context", Context.class).getFunctionName();
	}

	@Bean
	Function<Flux<Records<Color>>, Flux<String>> fluxOfRecords() {
		return (events) -> events.map(records());
	}

	@Bean
	Consumer<Records<Color>> recordsConsumer() {
		return (colors) -> log.info("consumed {}", records().apply(colors));
	}

	// this bean makes the router the default function
	@Bean
	@ConditionalOnProperty(name = "spring.cloud.function.definition", havingValue = "functionRouter")
	MessageRoutingCallback route(@Value("${forms.route:records}") String route) {
		return new MessageRoutingCallback() {

			@Override
			public String routingResult(Message<?> message) {
				return route;
			}

		};
	}

	@Bean
	Function<Event, String> nothing() {
		return (event) -> null;
	}

	@Bean
	Function<Event, String> jsonText() {
		return (event) -> "{\"a\":1}";
	}

	@Bean
	Function<Event, Mono<String>> mono() {
		return (event) -> Mono.fromSupplier(() -> join(event));
	}

	@Bean
	Function<Flux<Event>, Flux<String>> flux() {
		return (events) -> events.map(FormsApplication::join);
	}

	@Bean
	Function<Event, CompletableFuture<String>> future() {
		return (event) -> CompletableFuture.supplyAsync(() -> join(event));
	}

	@Bean
	Function<Event, String> failing() {
		return (event) -> {
			throw new GolambdaException("oops").with("trigger", "something wrong");
		};
	}

	@Bean
	Function<Event, Object> unwritable() {
		return (event) -> new Object() {

			@SuppressWarnings("unused")
			public String getName() {
				throw new UnsupportedOperationException("no name");
			}

		};
	}

	@Bean
	Function<Event, String> slow() {
		return (event) -> {
			String mine = event.json();
			log.info("working on {}", mine);
			try {
				Thread.sleep(50);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return mine + "=" + Invocation.current().event().json() + "/" + Invocation.current().requestId();
		};
	}

	@Bean
	@Order(1)
	InvocationInterceptor outer() {
		return (invocation, chain) -> {
			log.info("outer in");
			try {
				return chain.proceed(invocation);
			}
			finally {
				log.info("outer out");
			}
		};
	}

	@Bean
	@Order(2)
	InvocationInterceptor inner() {
		return (invocation, chain) -> {
			Object result = chain.proceed(invocation);
			log.info("inner sees {}", (result != null) ? result.getClass().getSimpleName() : "nothing");
			return result;
		};
	}

	static String join(Event event) {
		return event.decapSqs()
			.stream()
			.map((record) -> record.bind(Color.class).message())
			.collect(Collectors.joining(":"));
	}

	public record Color(String message) {

	}

	public record Purchase(int id, String customer) {

	}

	/**
	 * A function that is registered by its class.
	 */
	@Component
	static final class ComponentFunction implements Function<Event, String> {

		@Override
		public String apply(Event event) {
			return join(event);
		}

	}

	/**
	 * A class with one public method, which Spring Cloud Function treats as a function.
	 */
	@Component
	public static class PlainObject {

		public String greet(Purchase order) {
			return "hello " + order.customer();
		}

	}

	/**
	 * A component into which the function is injected by its class.
	 */
	@Component
	static class UsesTheComponent {

		UsesTheComponent(ComponentFunction function) {
			log.info("injected {}", function.getClass().getSimpleName());
		}

	}

}
