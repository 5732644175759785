package io.golambda.autoconfigure;

import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.event.GenericApplicationListenerAdapter;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.function.ThrowingConsumer;

/**
 * Publishes the events of a {@code SpringApplication} to the beans of an application that
 * started without one, and calls its runners. Creates the {@code SpringApplication} that
 * is the source of an event only if a bean listens to the event.
 */
final class DirectStartEvents {

	private static final String[] ARGUMENTS = {};

	private final GenericApplicationContext context;

	private final Supplier<SpringApplication> application;

	private final long start = System.nanoTime();

	/**
	 * Creates publishers of events.
	 * @param context the context of the application
	 * @param application creates the source of the events
	 */
	DirectStartEvents(GenericApplicationContext context, Supplier<SpringApplication> application) {
		this.context = context;
		this.application = SingletonSupplier.of(application);
	}

	/**
	 * Reports that the application has started, calls its runners, and reports that it is
	 * ready.
	 */
	void started() {
		if (isListenedTo(ApplicationStartedEvent.class)) {
			this.context.publishEvent(
					new ApplicationStartedEvent(this.application.get(), ARGUMENTS, this.context, timeTaken()));
		}
		AvailabilityChangeEvent.publish(this.context, LivenessState.CORRECT);
		callRunners();
		if (isListenedTo(ApplicationReadyEvent.class)) {
			this.context
				.publishEvent(new ApplicationReadyEvent(this.application.get(), ARGUMENTS, this.context, timeTaken()));
		}
		AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
	}

	/**
	 * Reports that the start has failed.
	 * @param failure the failure
	 */
	void failed(Throwable failure) {
		if (this.context.isActive() && isListenedTo(ApplicationFailedEvent.class)) {
			this.context
				.publishEvent(new ApplicationFailedEvent(this.application.get(), ARGUMENTS, this.context, failure));
		}
	}

	private Duration timeTaken() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	private boolean isListenedTo(Class<? extends SpringApplicationEvent> event) {
		ResolvableType eventType = ResolvableType.forClass(event);
		for (ApplicationListener<?> listener : this.context.getApplicationListeners()) {
			GenericApplicationListener generic = (listener instanceof GenericApplicationListener it) ? it
					: new GenericApplicationListenerAdapter(listener);
			if (generic.supportsEventType(eventType)) {
				return true;
			}
		}
		for (String name : this.context.getBeanNamesForType(ApplicationListener.class, true, false)) {
			if (!this.context.getBeanFactory().containsSingleton(name) && mayListenTo(eventType, name)) {
				return true;
			}
		}
		return false;
	}

	// a bean that is created by the first event
	private boolean mayListenTo(ResolvableType eventType, String name) {
		Class<?> type = this.context.getType(name, false);
		ResolvableType declared = ResolvableType.forClass(type).as(ApplicationListener.class).getGeneric();
		return declared.resolve() == null || declared.isAssignableFrom(eventType);
	}

	private void callRunners() {
		Map<Object, String> names = new IdentityHashMap<>();
		this.context.getBeansOfType(ApplicationRunner.class).forEach((name, runner) -> names.put(runner, name));
		this.context.getBeansOfType(CommandLineRunner.class).forEach((name, runner) -> names.put(runner, name));
		if (!names.isEmpty()) {
			ApplicationArguments arguments = this.context.getBean(ApplicationArguments.class);
			Comparator<Object> order = AnnotationAwareOrderComparator.INSTANCE
				.withSourceProvider((runner) -> declaration(names.get(runner)));
			names.keySet().stream().sorted(order).forEach((runner) -> call(runner, arguments));
		}
	}

	// may have the annotation that orders the bean
	private @Nullable Object declaration(@Nullable String name) {
		DefaultListableBeanFactory beans = this.context.getDefaultListableBeanFactory();
		if (name == null || !beans.containsBeanDefinition(name)) {
			return null;
		}
		return (beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition bean)
				? Stream.of(bean.getResolvedFactoryMethod(), bean.getTargetType()).filter(Objects::nonNull).toArray()
				: null;
	}

	private static void call(Object runner, ApplicationArguments arguments) {
		if (runner instanceof ApplicationRunner it) {
			ThrowingConsumer.of(it::run, (message, ex) -> failure(ApplicationRunner.class, ex)).accept(arguments);
		}
		if (runner instanceof CommandLineRunner it) {
			ThrowingConsumer.<String[]>of(it::run, (message, ex) -> failure(CommandLineRunner.class, ex))
				.accept(arguments.getSourceArgs());
		}
	}

	private static RuntimeException failure(Class<?> type, Exception ex) {
		return new IllegalStateException("Failed to execute " + type.getSimpleName(), ex);
	}

}
