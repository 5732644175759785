package io.golambda.lambda;

import java.lang.reflect.Type;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import io.golambda.event.Event;

/**
 * A function of Spring Cloud Function's catalogue, which converts and composes. The first
 * input is bound here all the same: the catalogue would hand a function what it failed to
 * convert.
 */
final class CatalogFunction implements LambdaFunction {

	private final FunctionInvocationWrapper function;

	private final EventBinding binding;

	CatalogFunction(FunctionInvocationWrapper function) {
		this.function = function;
		this.binding = EventBinding.to(payloadType(function.getInputType()));
	}

	private static Type payloadType(@Nullable Type inputType) {
		ResolvableType input = ResolvableType.forType(inputType);
		if (input.resolve(Object.class) == Message.class) {
			input = input.getGeneric(0);
		}
		Class<?> raw = input.resolve(Object.class);
		return (raw == Object.class || Publisher.class.isAssignableFrom(raw)) ? byte[].class : input.getType();
	}

	@Override
	public @Nullable Object apply(Event event, Map<String, Object> headers) {
		Object result = this.function
			.apply(MessageBuilder.withPayload(this.binding.bind(event)).copyHeaders(headers).build());
		return AwaitedResult.of((result instanceof Message<?> message) ? message.getPayload() : result);
	}

}
