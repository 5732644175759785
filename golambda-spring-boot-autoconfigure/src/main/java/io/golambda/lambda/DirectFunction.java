package io.golambda.lambda;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import io.golambda.event.Event;

/**
 * A function, or a composition of functions, called without any catalogue between.
 */
final class DirectFunction implements LambdaFunction {

	private final List<FunctionPart> parts;

	private final EventBinding binding;

	DirectFunction(List<FunctionPart> parts) {
		this.parts = List.copyOf(parts);
		this.binding = EventBinding.to(this.parts.get(0).payload().getType());
	}

	@Override
	public @Nullable Object apply(Event event, Map<String, Object> headers) {
		Object value = this.binding.bind(event);
		Map<String, Object> current = headers;
		for (FunctionPart part : this.parts) {
			if (part.takesMessage()) {
				value = (value != null) ? MessageBuilder.withPayload(value).copyHeaders(current).build() : null;
			}
			value = part.call(value);
			if (value instanceof Message<?> message) {
				value = message.getPayload();
				current = message.getHeaders();
			}
		}
		return AwaitedResult.of(value);
	}

	boolean takesEvent() {
		return this.binding.isEvent();
	}

}
