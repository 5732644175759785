package io.golambda.lambda;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import io.golambda.invocation.AsyncResult;

/**
 * A call of a function with a publisher to which the function may subscribe itself, as a
 * {@code Consumer<Flux<Order>>} does. The call ends when its subscribers complete, and
 * fails if one of them fails without handling the error, which Reactor would only log.
 */
final class SubscribingCall {

	private static final Logger log = LoggerFactory.getLogger(SubscribingCall.class);

	private static final ThreadLocal<@Nullable SubscribingCall> CURRENT = new ThreadLocal<>();

	static {
		Hooks.onLastOperator(SubscribingCall.class.getName(), SubscribingCall::watched);
		Hooks.onErrorDropped(SubscribingCall::dropped);
	}

	private final Publisher<?> source;

	private final CompletableFuture<Boolean> done = new CompletableFuture<>();

	// the call of the function counts as one
	private final AtomicInteger running = new AtomicInteger(1);

	private final Set<Watched> watched = ConcurrentHashMap.newKeySet(1);

	private volatile boolean subscribed;

	private volatile @Nullable Throwable failure;

	private SubscribingCall(Publisher<?> source) {
		this.source = (source instanceof Mono<?> mono) ? mono.doOnSubscribe((subscription) -> this.subscribed = true)
				: Flux.from(source).doOnSubscribe((subscription) -> this.subscribed = true);
	}

	/**
	 * Calls a function of a publisher.
	 * @return the function's result, which may be asynchronous
	 */
	static @Nullable Object function(Function<@Nullable Object, @Nullable Object> function, Object source)
			throws Exception {
		SubscribingCall call = new SubscribingCall((Publisher<?>) source);
		return call.run(() -> function.apply(call.source));
	}

	/**
	 * Calls a consumer of a publisher.
	 * @param name the consumer's name
	 * @throws IllegalStateException if the consumer does not subscribe, so that nothing
	 * is consumed
	 */
	static void consumer(String name, Consumer<@Nullable Object> consumer, Object source) throws Exception {
		SubscribingCall call = new SubscribingCall((Publisher<?>) source);
		call.run(() -> {
			consumer.accept(call.source);
			return null;
		});
		if (!call.subscribed) {
			throw new IllegalStateException("The consumer \"" + name + "\" did not subscribe to the "
					+ ((source instanceof Mono) ? "Mono" : "Flux") + " that is its argument, so nothing was processed. "
					+ "Subscribe to it, or make it a function that returns a Mono<Void>.");
		}
	}

	private @Nullable Object run(Callable<@Nullable Object> work) throws Exception {
		Object result = within(work);
		ended();
		try {
			AsyncResult.values(this.done);
		}
		catch (InterruptedException ex) {
			this.watched.forEach(Watched::cancel);
			throw ex;
		}
		if (this.failure != null) {
			throw SneakyThrow.rethrow(this.failure);
		}
		return result;
	}

	private <T> T within(Callable<T> work) throws Exception {
		SubscribingCall before = CURRENT.get();
		CURRENT.set(this);
		try {
			return work.call();
		}
		finally {
			if (before != null) {
				CURRENT.set(before);
			}
			else {
				CURRENT.remove();
			}
		}
	}

	private void ended() {
		if (this.running.decrementAndGet() == 0) {
			this.done.complete(true);
		}
	}

	private static Publisher<Object> watched(Publisher<Object> publisher) {
		SubscribingCall call = CURRENT.get();
		return (call != null && call.feeds(publisher))
				? Operators.<Object, Object>liftPublisher((ignored, subscriber) -> call.watch(subscriber))
					.apply(publisher)
				: publisher;
	}

	private boolean feeds(Publisher<?> publisher) {
		return publisher == this.source
				|| Scannable.from(publisher).parents().anyMatch((parent) -> parent == (Object) this.source);
	}

	private Watched watch(CoreSubscriber<? super Object> subscriber) {
		this.subscribed = true;
		this.running.incrementAndGet();
		Watched watched = new Watched(subscriber);
		this.watched.add(watched);
		return watched;
	}

	private static void dropped(Throwable ex) {
		SubscribingCall call = CURRENT.get();
		if (call != null && Exceptions.isErrorCallbackNotImplemented(ex)) {
			call.failure = Exceptions.unwrap((ex.getCause() != null) ? ex.getCause() : ex);
		}
		else {
			log.error("Reactor dropped an error", ex);
		}
	}

	/**
	 * A subscriber that the call waits for.
	 */
	private final class Watched implements CoreSubscriber<Object>, Subscription {

		private final CoreSubscriber<? super Object> subscriber;

		private final AtomicBoolean over = new AtomicBoolean();

		private volatile boolean cancelled;

		private volatile boolean called;

		private @Nullable Subscription upstream;

		private Watched(CoreSubscriber<? super Object> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public Context currentContext() {
			return this.subscriber.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			call(() -> this.subscriber.onSubscribe(this), false);
		}

		@Override
		public void onNext(Object value) {
			call(() -> this.subscriber.onNext(value), false);
		}

		@Override
		public void onError(Throwable ex) {
			call(() -> this.subscriber.onError(ex), true);
		}

		@Override
		public void onComplete() {
			call(this.subscriber::onComplete, true);
		}

		// a failing subscriber cancels before it signals its error
		private void call(Runnable signal, boolean last) {
			boolean nested = this.called;
			this.called = true;
			try {
				within(() -> {
					signal.run();
					return true;
				});
			}
			catch (Exception ex) {
				throw SneakyThrow.<RuntimeException>rethrow(ex);
			}
			finally {
				this.called = nested;
				if (last || (!nested && this.cancelled)) {
					over();
				}
			}
		}

		@Override
		public void request(long count) {
			if (this.upstream != null) {
				this.upstream.request(count);
			}
		}

		@Override
		public void cancel() {
			this.cancelled = true;
			if (this.upstream != null) {
				this.upstream.cancel();
			}
			if (!this.called) {
				over();
			}
		}

		private void over() {
			if (this.over.compareAndSet(false, true)) {
				SubscribingCall.this.watched.remove(this);
				ended();
			}
		}

	}

}
