package io.golambda.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * One function of a definition.
 *
 * @param name the name in the definition
 * @param target supplies the function for a call
 * @param kind how to call the function
 * @param input the declared input, ignored for a supplier
 * @param output the declared output, {@link ResolvableType#NONE} for a consumer
 */
record FunctionPart(String name, Supplier<?> target, Kind kind, FunctionInput input, ResolvableType output) {

	boolean takesEvent() {
		return this.input.payload().isEvent();
	}

	/**
	 * Returns the declared output without a publisher or a message around it.
	 */
	ResolvableType payloadOutput() {
		ResolvableType type = this.output;
		while (type.hasGenerics() && isWrapper(type.resolve(Object.class))) {
			type = type.getGeneric(0);
		}
		return type;
	}

	private static boolean isWrapper(Class<?> type) {
		return type == Message.class || type == Optional.class || CompletionStage.class.isAssignableFrom(type)
				|| Future.class.isAssignableFrom(type) || Publisher.class.isAssignableFrom(type);
	}

	@SuppressWarnings("unchecked")
	@Nullable Object call(@Nullable Object argument, Map<String, Object> headers) throws Exception {
		Object function = this.target.get();
		switch (this.kind) {
			case FUNCTION -> {
				Function<@Nullable Object, @Nullable Object> called = (Function<@Nullable Object, @Nullable Object>) function;
				return (argument != null && this.input.isPublisher()) ? SubscribingCall.function(called, argument)
						: called.apply(argument);
			}
			case CONSUMER -> {
				Consumer<@Nullable Object> called = (Consumer<@Nullable Object>) function;
				if (argument != null && this.input.isPublisher()) {
					SubscribingCall.consumer(this.name, called, argument);
				}
				else {
					called.accept(argument);
				}
				return null;
			}
			case SUPPLIER -> {
				return ((Supplier<?>) function).get();
			}
			default -> {
				FunctionInvocationWrapper called = (FunctionInvocationWrapper) function;
				if (argument != null && this.input.isPublisher()) {
					return SubscribingCall.function(called, argument);
				}
				return called.apply((argument == null || argument instanceof Message) ? argument
						: MessageBuilder.withPayload(argument).copyHeaders(headers).build());
			}
		}
	}

	enum Kind {

		FUNCTION, CONSUMER, SUPPLIER,

		/**
		 * Any other function that Spring Cloud Function's catalogue supports, called with
		 * a message.
		 */
		CATALOG

	}

}
