package io.golambda.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.invocation.AsyncResult;

/**
 * A function, or a composition of functions, that golambda calls directly instead of by
 * Spring Cloud Function's catalogue.
 */
final class DirectFunction implements LambdaFunction {

	private final FunctionPart first;

	private final List<Step> next;

	DirectFunction(List<FunctionPart> parts, EventFactory events) {
		this.first = parts.get(0);
		this.next = IntStream.range(1, parts.size())
			.mapToObj((i) -> new Step(parts.get(i - 1), parts.get(i), events))
			.toList();
	}

	@Override
	public @Nullable Object apply(Event event, Map<String, Object> headers) throws Exception {
		Object result = this.first.call(this.first.input().bind(event, headers), headers);
		Map<String, Object> current = headers;
		for (Step step : this.next) {
			if (result instanceof Message<?> message) {
				current = message.getHeaders();
				result = message.getPayload();
			}
			result = step.apply(result, current);
		}
		return result;
	}

	@Override
	public boolean takesEvent() {
		return this.first.takesEvent();
	}

	/**
	 * Passes the result of a function to the next one of a composition.
	 */
	private static final class Step {

		private final String previous;

		private final ResolvableType given;

		private final FunctionPart next;

		private final EventFactory events;

		private Step(FunctionPart previous, FunctionPart next, EventFactory events) {
			this.previous = previous.name();
			this.given = previous.payloadOutput();
			this.next = next;
			this.events = events;
		}

		@Nullable Object apply(@Nullable Object result, Map<String, Object> headers) throws Exception {
			if (!this.next.input().isPublisher()) {
				// waits in this thread, because threads of the publisher have no
				// invocation
				if (AsyncResult.isAsync(result)) {
					return applyEach(AsyncResult.values(result), headers);
				}
				if (result instanceof Optional<?> optional) {
					return applyEach(optional.stream().toList(), headers);
				}
			}
			return this.next.call(this.next.input().convert(result, headers, (value) -> convert(value, headers)),
					headers);
		}

		private @Nullable Object applyEach(List<?> values, Map<String, Object> headers) throws Exception {
			List<Object> results = new ArrayList<>(values.size());
			for (Object value : values) {
				Object result = (value instanceof Message<?> message)
						? apply(message.getPayload(), message.getHeaders()) : apply(value, headers);
				if (result != null) {
					results.add(result);
				}
			}
			return (results.size() > 1) ? FunctionInput.flux(results) : results.stream().findFirst().orElse(null);
		}

		private Object convert(Object value, Map<String, Object> headers) {
			EventBinding payload = this.next.input().payload();
			if (!payload.isKnown() || this.next.kind() == FunctionPart.Kind.SUPPLIER
					|| payload.accepts(value, this.given)) {
				return value;
			}
			try {
				return payload.bind(this.events.of(value, payload.isScalar(), headers));
			}
			catch (EventException ex) {
				throw EventException.ofResult(this.previous, ex);
			}
		}

	}

}
