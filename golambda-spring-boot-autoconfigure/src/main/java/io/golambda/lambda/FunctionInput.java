package io.golambda.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.golambda.event.Event;
import io.golambda.invocation.AsyncResult;

/**
 * The declared input of a function: its payload, and the message or publisher around it,
 * as in {@code Flux<Message<Order>>}.
 *
 * @param shape whether values come alone or through a publisher
 * @param message whether a value is a message
 * @param payload binds the payload
 */
record FunctionInput(Shape shape, boolean message, EventBinding payload) {

	/**
	 * The input of a function that takes the event.
	 */
	static final FunctionInput EVENT = of(ResolvableType.forClass(Event.class));

	static FunctionInput of(ResolvableType type) {
		Shape shape = Shape.of(type.resolve(Object.class));
		ResolvableType value = (shape != Shape.PLAIN) ? type.getGeneric(0) : type;
		boolean message = value.resolve(Object.class) == Message.class;
		return new FunctionInput(shape, message, EventBinding.to((message ? value.getGeneric(0) : value).getType()));
	}

	boolean isPublisher() {
		return this.shape != Shape.PLAIN;
	}

	/**
	 * Binds an event to an argument. A publisher's values are bound eagerly, so that a
	 * failure to bind is an error of the call and not of a subscriber.
	 */
	Object bind(Event event, Map<String, Object> headers) {
		return switch (this.shape) {
			case PLAIN -> value(this.payload.bind(event), headers);
			case MONO -> Reactive.mono(value(this.payload.bind(event), headers));
			case FLUX ->
				Reactive.flux(this.payload.bindEach(event).stream().map((payload) -> value(payload, headers)).toList());
		};
	}

	/**
	 * Converts the result of the previous function to an argument. The result may be a
	 * publisher only if this input is one.
	 */
	@Nullable Object convert(@Nullable Object value, Map<String, Object> headers, Conversion conversion) {
		if (isPublisher()) {
			return Reactive.converted(this, value, headers, conversion);
		}
		return (value != null) ? value(conversion.convert(value), headers) : null;
	}

	private Object value(Object payload, Map<String, Object> headers) {
		return this.message ? MessageBuilder.withPayload(payload).copyHeaders(headers).build() : payload;
	}

	/**
	 * Returns a publisher of several values.
	 */
	static Object flux(List<?> values) {
		return Reactive.flux(values);
	}

	/**
	 * Whether a value is passed directly or by a publisher.
	 */
	enum Shape {

		PLAIN, MONO, FLUX;

		private static Shape of(Class<?> type) {
			if (!Publisher.class.isAssignableFrom(type)) {
				return PLAIN;
			}
			return Reactive.isMono(type) ? MONO : FLUX;
		}

	}

	/**
	 * Converts a value of the previous function to a payload.
	 */
	@FunctionalInterface
	interface Conversion {

		Object convert(Object value);

	}

	// in a class of its own, so that Reactor is only loaded if a function uses it
	private static final class Reactive {

		static boolean isMono(Class<?> type) {
			return type == Mono.class;
		}

		static Object mono(Object element) {
			return Mono.just(element);
		}

		static Object flux(List<?> elements) {
			return Flux.fromIterable(elements);
		}

		static Object converted(FunctionInput input, @Nullable Object value, Map<String, Object> headers,
				Conversion conversion) {
			Flux<Object> elements = elements(value, input).map((element) -> {
				if (element instanceof Message<?> message) {
					return input.value(conversion.convert(message.getPayload()), message.getHeaders());
				}
				return input.value(conversion.convert(element), headers);
			});
			// Mono.from(elements) would drop all values but the first
			return (input.shape == Shape.MONO) ? elements.singleOrEmpty() : elements;
		}

		private static Flux<?> elements(@Nullable Object value, FunctionInput input) {
			if (value == null) {
				return Flux.empty();
			}
			if (value instanceof Publisher<?> publisher) {
				return Flux.from(publisher);
			}
			if (AsyncResult.isAsync(value)) {
				return Flux.defer(() -> {
					try {
						return Flux.fromIterable(new ArrayList<>(AsyncResult.values(value)));
					}
					catch (Exception ex) {
						return Flux.error(ex);
					}
				});
			}
			if (value instanceof Optional<?> optional) {
				return Mono.justOrEmpty(optional).flux();
			}
			return (input.shape == Shape.FLUX && value instanceof Iterable<?> all && input.payload.isSingle())
					? Flux.fromIterable(all) : Flux.just(value);
		}

	}

}
