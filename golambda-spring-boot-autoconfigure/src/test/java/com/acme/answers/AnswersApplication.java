package com.acme.answers;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.function.context.catalog.FunctionAroundWrapper;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.MessageBuilder;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.golambda.batch.BatchResponse;
import io.golambda.batch.FirehoseResponse;
import io.golambda.batch.FirehoseResult;
import io.golambda.event.Event;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Functions that return the answer that the event names, each in another form.
 */
@SpringBootApplication
public class AnswersApplication {

	/**
	 * Calls each function, as Spring Cloud Function's observation does.
	 */
	@Bean
	@ConditionalOnProperty("answers.observed")
	FunctionAroundWrapper observed() {
		return new FunctionAroundWrapper() {

			@Override
			protected Object doApply(Object input, FunctionInvocationWrapper function) {
				return function.apply(input);
			}

		};
	}

	@Bean
	Function<String, Object> plain() {
		return AnswersApplication::answer;
	}

	@Bean
	Function<String, String> same() {
		return Function.identity();
	}

	@Bean
	Function<String, Message<Object>> message() {
		return (kind) -> new GenericMessage<>(answer(kind));
	}

	@Bean
	Function<String, Mono<Message<Object>>> monoOfMessage() {
		return (kind) -> Mono.fromSupplier(() -> new GenericMessage<>(answer(kind)));
	}

	@Bean
	Function<String, Flux<Message<Object>>> fluxOfMessage() {
		return (kind) -> Flux.just(new GenericMessage<>(answer(kind)));
	}

	@Bean
	Function<Flux<String>, Flux<Message<Object>>> fluxToFluxOfMessage() {
		return (kinds) -> kinds.map((kind) -> new GenericMessage<>(answer(kind)));
	}

	@Bean
	Function<Mono<Message<String>>, Mono<Message<Object>>> monoOfMessageToMonoOfMessage() {
		return (kinds) -> kinds.map((kind) -> new GenericMessage<>(answer(kind.getPayload())));
	}

	@Bean
	Function<String, Publisher<Object>> publisher() {
		return (kind) -> Mono.just(answer(kind));
	}

	@Bean
	Function<String, Flow.Publisher<Object>> flowPublisher() {
		return (kind) -> JdkFlowAdapter.publisherToFlowPublisher(Mono.just(answer(kind)));
	}

	@Bean
	Function<String, CompletableFuture<Message<Object>>> futureOfMessage() {
		return (kind) -> CompletableFuture.supplyAsync(() -> new GenericMessage<>(answer(kind)));
	}

	@Bean
	Function<String, CompletionStage<Optional<Object>>> stageOfOptional() {
		return (kind) -> CompletableFuture.supplyAsync(() -> Optional.of(answer(kind))).minimalCompletionStage();
	}

	@Bean
	Function<String, Future<Object>> future() {
		return (kind) -> {
			FutureTask<Object> task = new FutureTask<>(() -> answer(kind));
			new Thread(task).start();
			return task;
		};
	}

	@Bean
	Function<String, Optional<Message<Object>>> optionalOfMessage() {
		return (kind) -> Optional.of(new GenericMessage<>(answer(kind)));
	}

	@Bean
	Function<String, Mono<Optional<Object>>> monoOfOptional() {
		return (kind) -> Mono.just(Optional.of(answer(kind)));
	}

	@Bean
	Function<String, Message<Mono<Object>>> messageOfMono() {
		return (kind) -> new GenericMessage<>(Mono.just(answer(kind)));
	}

	@Bean
	Function<String, Mono<CompletableFuture<Message<Object>>>> monoOfFutureOfMessage() {
		return (kind) -> Mono.just(CompletableFuture.completedFuture(new GenericMessage<>(answer(kind))));
	}

	@Bean
	Supplier<Mono<Message<String>>> supplierOfMonoOfMessage() {
		return () -> Mono.just(new GenericMessage<>("supplied"));
	}

	@Bean
	Function<String, List<Message<String>>> listOfMessages() {
		return (kind) -> List.of(new GenericMessage<>("a"), new GenericMessage<>("b"));
	}

	@Bean
	Function<String, Flux<Message<String>>> fluxOfMessages() {
		return (kind) -> Flux.just(new GenericMessage<>("a"), new GenericMessage<>("b"));
	}

	@Bean
	Function<String, Stream<String>> stream() {
		return (kind) -> Stream.of("a", "b");
	}

	@Bean
	Function<Event, Mono<Message<String>>> created() {
		return (event) -> Mono.just(MessageBuilder.withPayload("made").setHeader("statusCode", 201).build());
	}

	@Bean
	Function<String, Mono<Void>> empty() {
		return (kind) -> Mono.empty();
	}

	@Bean
	Function<String, Mono<String>> failing() {
		return (kind) -> Mono.error(new IllegalStateException("later"));
	}

	@Bean
	Function<String, CompletableFuture<Message<String>>> failingFuture() {
		return (kind) -> CompletableFuture.supplyAsync(() -> {
			throw new IllegalStateException("later");
		});
	}

	/**
	 * Wraps the answer in the configured form.
	 */
	@Bean
	@ConditionalOnProperty("answers.interceptor")
	InvocationInterceptor wrapping(@Value("${answers.interceptor}") String form) {
		return (invocation, chain) -> {
			Object answer = chain.proceed(invocation);
			return switch (form) {
				case "message" -> new GenericMessage<>(answer);
				case "stage" -> CompletableFuture.supplyAsync(() -> answer);
				case "publisher" -> Flux.just(new GenericMessage<>(answer));
				default -> Mono.error(new IllegalStateException("later"));
			};
		};
	}

	private static Object answer(String kind) {
		return switch (kind) {
			case "batch" -> BatchResponse.of("m1");
			case "firehose" -> FirehoseResponse.of(Event.encapFirehose("x"), (record) -> FirehoseResult.dropped());
			case "aws" -> SQSBatchResponse.builder()
				.withBatchItemFailures(List.of(new SQSBatchResponse.BatchItemFailure("m1")))
				.build();
			case "record" -> new Color("blue");
			default -> kind;
		};
	}

	public record Color(String name) {

	}

}
