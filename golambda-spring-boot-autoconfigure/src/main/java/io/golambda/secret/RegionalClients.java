package io.golambda.secret;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of a service: the only one that the application registered, or one per
 * region. Safe for use by several threads.
 *
 * @param <C> the type of the clients
 */
final class RegionalClients<C extends SdkAutoCloseable> implements AutoCloseable {

	private final Class<C> type;

	private final Function<Class<?>, ? extends List<?>> registered;

	private final Function<@Nullable String, C> factory;

	private final Map<String, C> built = new ConcurrentHashMap<>();

	/**
	 * Creates the clients.
	 * @param type the type of the clients
	 * @param registered returns the instances of a type that the application registered
	 * @param factory builds a client for a region, or for that of the function if it is
	 * {@code null}
	 */
	RegionalClients(Class<C> type, Function<Class<?>, ? extends List<?>> registered,
			Function<@Nullable String, C> factory) {
		this.type = type;
		this.registered = registered;
		this.factory = factory;
	}

	C get(@Nullable String region) {
		List<?> clients = this.registered.apply(this.type);
		return (clients.size() == 1) ? this.type.cast(clients.get(0))
				: this.built.computeIfAbsent(String.valueOf(region), (key) -> this.factory.apply(region));
	}

	@Override
	public void close() {
		this.built.values().forEach(SdkAutoCloseable::close);
	}

}
