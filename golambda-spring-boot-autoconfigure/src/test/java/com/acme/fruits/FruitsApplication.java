package com.acme.fruits;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.golambda.event.Event;
import io.golambda.invocation.Invocation;

/**
 * Functions whose input Spring Cloud Function would convert or pass on unchanged.
 */
@SpringBootApplication
public class FruitsApplication {

	/**
	 * The names of the consumed fruits.
	 */
	public static final Set<String> CONSUMED = new ConcurrentSkipListSet<>();

	@Bean
	Function<Fruit, String> fruit() {
		return Fruit::name;
	}

	@Bean
	Function<Message<Fruit>, String> messageOfFruit() {
		return (message) -> message.getPayload().name();
	}

	@Bean
	Function<Flux<Fruit>, Mono<Void>> fluxToNothing() {
		return (fruits) -> fruits.doOnNext(FruitsApplication::consume).then();
	}

	@Bean
	Function<Flux<Fruit>, Flux<String>> fluxToFlux() {
		return (fruits) -> fruits.map(Fruit::name);
	}

	@Bean
	Function<Flux<Message<Fruit>>, Flux<String>> fluxOfMessages() {
		return (messages) -> messages.map((message) -> message.getPayload().name());
	}

	@Bean
	Function<Mono<Fruit>, Mono<String>> monoToMono() {
		return (fruit) -> fruit.map(Fruit::name);
	}

	@Bean
	Function<Flux<Map<String, Integer>>, Flux<Integer>> fluxOfMaps() {
		return (maps) -> maps.map((map) -> map.get("weight"));
	}

	@Bean
	Function<Flux<List<Fruit>>, Flux<Integer>> fluxOfLists() {
		return (lists) -> lists.map((list) -> list.get(0).weight());
	}

	@Bean
	Consumer<Fruit> consumer() {
		return FruitsApplication::consume;
	}

	@Bean
	Consumer<Flux<Fruit>> fluxConsumer() {
		return (fruits) -> fruits.subscribe(FruitsApplication::consume);
	}

	@Bean
	Consumer<Flux<Fruit>> operatorConsumer() {
		return (fruits) -> fruits.doOnNext(FruitsApplication::consume).subscribe();
	}

	@Bean
	Consumer<Flux<Fruit>> asyncConsumer() {
		return (fruits) -> fruits.publishOn(Schedulers.boundedElastic()).subscribe((fruit) -> {
			sleep();
			consume(fruit);
		});
	}

	@Bean
	Consumer<Flux<Fruit>> flatMapConsumer() {
		return (fruits) -> fruits
			.flatMap((fruit) -> Mono.fromRunnable(() -> consume(fruit)).subscribeOn(Schedulers.parallel()))
			.subscribe();
	}

	@Bean
	Consumer<Mono<Fruit>> monoConsumer() {
		return (fruit) -> fruit.subscribe(FruitsApplication::consume);
	}

	@Bean
	Consumer<Flux<Fruit>> handlingConsumer() {
		return (fruits) -> fruits.subscribe(FruitsApplication::consume, (ex) -> CONSUMED.add("handled"));
	}

	@Bean
	Consumer<Flux<Fruit>> takingConsumer() {
		return (fruits) -> fruits.take(1).subscribe(FruitsApplication::consume);
	}

	@Bean
	Consumer<Flux<Fruit>> forgetfulConsumer() {
		return (fruits) -> fruits.doOnNext(FruitsApplication::consume);
	}

	@Bean
	Function<String, String> text() {
		return Function.identity();
	}

	@Bean
	Function<String, Mono<String>> monoOfText() {
		return Mono::just;
	}

	@Bean
	Function<String, Map<String, String>> wrong() {
		return (text) -> Map.of("weight", "heavy");
	}

	@Bean
	Function<Flux<Fruit>, Flux<Basket>> baskets() {
		return (fruits) -> fruits.map((fruit) -> new Basket(List.of(fruit)));
	}

	@Bean
	Function<Basket, Fruit> largest() {
		return (basket) -> basket.fruits().get(0);
	}

	@Bean
	Function<Event, Mono<Fruit>> later() {
		return (event) -> Mono.fromSupplier(() -> event.bind(Fruit.class)).subscribeOn(Schedulers.parallel());
	}

	@Bean
	Function<Fruit, String> withInvocation() {
		return (fruit) -> fruit.name() + "@" + Invocation.current().requestId();
	}

	@Bean
	Function<UUID, String> uuid() {
		return UUID::toString;
	}

	@Bean
	BiFunction<Fruit, Map<String, Object>, String> twoArguments() {
		return (fruit, headers) -> fruit.name();
	}

	private static void consume(Fruit fruit) {
		if (fruit.name().equals("rotten")) {
			throw new IllegalStateException("rotten");
		}
		CONSUMED.add(fruit.name());
	}

	private static void sleep() {
		try {
			Thread.sleep(200);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	public record Fruit(String name, int weight) {

		// the constructor that Spring's conversion of strings would call
		public Fruit(String name) {
			this(name, 0);
		}

	}

	public record Basket(List<Fruit> fruits) {

	}

	/**
	 * A class with one public method, which Spring Cloud Function treats as a function.
	 */
	@Component("plainObject")
	public static class PlainObject {

		public String weigh(Fruit fruit) {
			return fruit.name();
		}

	}

}
