package io.golambda.lambda;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.PostProcessingFunction;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;

import io.golambda.event.Event;

/**
 * One function of a definition, with what it takes and gives.
 *
 * @param target the bean
 * @param input what it takes; a supplier is given the event and ignores it
 * @param output what it gives, {@link ResolvableType#NONE} for a consumer
 */
record FunctionPart(Object target, ResolvableType input, ResolvableType output) {

	/**
	 * The function that a registration declares.
	 */
	static Optional<FunctionPart> of(FunctionRegistration<?> registration) {
		return (registration.getType() != null)
				? of(registration.getTarget(), ResolvableType.forType(registration.getType())) : Optional.empty();
	}

	/**
	 * A function that can be called directly, or empty if its type says too little or
	 * asks for what the catalogue does.
	 */
	static Optional<FunctionPart> of(Object target, ResolvableType type) {
		FunctionPart part;
		if (target instanceof PostProcessingFunction) {
			return Optional.empty();
		}
		if (target instanceof Function) {
			ResolvableType function = type.as(Function.class);
			part = new FunctionPart(target, function.getGeneric(0), function.getGeneric(1));
		}
		else if (target instanceof Consumer) {
			part = new FunctionPart(target, type.as(Consumer.class).getGeneric(0), ResolvableType.NONE);
		}
		else if (target instanceof Supplier) {
			part = new FunctionPart(target, ResolvableType.forClass(Event.class),
					type.as(Supplier.class).getGeneric(0));
		}
		else {
			return Optional.empty();
		}
		return part.isDirect() ? Optional.of(part) : Optional.empty();
	}

	private boolean isDirect() {
		return isKnown(payload()) && !Publisher.class.isAssignableFrom(this.output.resolve(Object.class));
	}

	private static boolean isKnown(ResolvableType type) {
		Class<?> raw = type.resolve();
		return raw != null && raw != Object.class && !type.hasUnresolvableGenerics()
				&& !Publisher.class.isAssignableFrom(raw) && !raw.getName().startsWith("reactor.util.function.");
	}

	boolean takesMessage() {
		return this.input.resolve(Object.class) == Message.class;
	}

	/**
	 * What it takes, without the message around it.
	 */
	ResolvableType payload() {
		return takesMessage() ? this.input.getGeneric(0) : this.input;
	}

	/**
	 * Whether what this part gives is what the next takes, so that nothing is to be
	 * converted.
	 */
	boolean fits(FunctionPart next) {
		if (this.output.resolve() == null || next.isSupplier()) {
			return false;
		}
		boolean givesMessage = this.output.resolve(Object.class) == Message.class;
		ResolvableType given = givesMessage ? this.output.getGeneric(0) : this.output;
		return given.resolve() != null && next.payload().isAssignableFrom(given);
	}

	private boolean isSupplier() {
		return !(this.target instanceof Function) && !(this.target instanceof Consumer);
	}

	@SuppressWarnings("unchecked")
	@Nullable Object call(@Nullable Object argument) {
		if (this.target instanceof Function<?, ?> function) {
			return ((Function<@Nullable Object, @Nullable Object>) function).apply(argument);
		}
		if (this.target instanceof Consumer<?> consumer) {
			((Consumer<@Nullable Object>) consumer).accept(argument);
			return null;
		}
		return ((Supplier<?>) this.target).get();
	}

}
