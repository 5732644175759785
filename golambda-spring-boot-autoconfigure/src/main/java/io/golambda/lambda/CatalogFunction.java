package io.golambda.lambda;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.support.MessageBuilder;

import io.golambda.event.Event;

/**
 * A function that Spring Cloud Function's catalogue calls, because the application
 * configured it there. The input is bound here, since the catalogue would call the
 * function with input that it failed to convert.
 */
final class CatalogFunction implements LambdaFunction {

	private final FunctionInvocationWrapper function;

	private final FunctionInput input;

	CatalogFunction(FunctionInvocationWrapper function) {
		this.function = function;
		this.input = FunctionInput.of(ResolvableType.forType(function.getInputType()));
	}

	@Override
	public @Nullable Object apply(Event event, Map<String, Object> headers) throws Exception {
		if (this.input.isPublisher()) {
			return SubscribingCall.function(this.function, this.input.bind(event, headers));
		}
		return this.function
			.apply(MessageBuilder.withPayload(this.input.payload().bind(event)).copyHeaders(headers).build());
	}

	@Override
	public boolean takesEvent() {
		return this.input.payload().isEvent();
	}

}
