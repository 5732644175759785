package io.golambda.idempotency;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.invocation.Invocation;

/**
 * Does work once for each key. Safe for use by several threads.
 */
final class OnceOnly {

	private final SafeStore store;

	private final IdempotencySettings settings;

	private final Namespaces namespaces;

	private final CanonicalJson json;

	private final Contents contents;

	private final KeyText keyText;

	private final CompletedKeys completedKeys;

	private final InstantSource clock;

	OnceOnly(IdempotencyStore store, IdempotencySettings settings, Supplier<JsonMapper> mapper,
			UnaryOperator<Object> payload, InstantSource clock) {
		this.store = new SafeStore(Objects.requireNonNull(store, "store"));
		this.settings = settings;
		this.namespaces = new Namespaces(settings.namespace());
		this.json = new CanonicalJson(mapper);
		this.contents = new Contents(this.json, payload);
		this.keyText = new KeyText(this.json);
		// nothing is faster than memory, and a test may clear it
		this.completedKeys = new CompletedKeys((store instanceof InMemoryIdempotencyStore) ? 0 : settings.cacheSize());
		this.clock = clock;
	}

	Contents contents() {
		return this.contents;
	}

	KeyText keyText() {
		return this.keyText;
	}

	<R extends @Nullable Object> StoredResult<R> result(Type type) {
		return new StoredResult<>(this.json, type);
	}

	String namespace(WorkOptions options) {
		return this.namespaces.name(options.namespace());
	}

	/**
	 * Names a piece of work.
	 * @throws IllegalStateException if other work has the namespace
	 */
	NamedWork named(WorkOptions options, Object work) {
		return new NamedWork(this, this.namespaces.claim(options.namespace(), work),
				(options.timeToLive() != null) ? options.timeToLive() : this.settings.timeToLive());
	}

	<R extends @Nullable Object> R run(WorkKey key, @Nullable String contents, NamedWork named,
			@Nullable StoredResult<R> stored, Callable<? extends R> work) {
		Instant now = this.clock.instant();
		Optional<IdempotencyRecord> known = this.completedKeys.find(key.id(), now);
		if (known.isPresent()) {
			return new Duplicate(known.get(), key).result(contents, stored);
		}
		Claim claim = new Claim(key.id(), owner(), contents, now, now.plus(workTime()).plus(this.settings.clockSkew()));
		Optional<IdempotencyRecord> present = this.store.begin(claim, key);
		if (present.isPresent()) {
			this.completedKeys.add(present.get());
			return new Duplicate(present.get(), key).result(contents, stored);
		}
		R result;
		try {
			result = work.call();
			if (stored != null) {
				stored.check(result);
			}
		}
		catch (Throwable ex) {
			Invocation.find().ifPresent((invocation) -> invocation.with(Duplicate.KEY, key.excerpt()));
			this.store.release(claim, key, ex);
			throw Sneaky.rethrow(ex);
		}
		String json = (stored != null) ? stored.write(result, key) : null;
		this.store.complete(claim, key, json, this.clock.instant().plus(named.timeToLive()))
			.ifPresent(this.completedKeys::add);
		return result;
	}

	/**
	 * Returns how long the work may take.
	 */
	private Duration workTime() {
		return Invocation.find()
			.filter((invocation) -> invocation.deadline().isPresent())
			.map(Invocation::remaining)
			.orElse(this.settings.withoutDeadline());
	}

	private static String owner() {
		String requestId = Invocation.find().map(Invocation::requestId).orElse("");
		return (requestId.isEmpty() ? "" : requestId + "/") + UUID.randomUUID();
	}

}
