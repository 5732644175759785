package io.golambda.event;

import java.io.IOException;
import java.util.Objects;

/**
 * How the records of an event read payloads that are not in the event: <pre>
 * EventMapper mapper = new EventMapper(jsonMapper, 64 * 1024 * 1024)
 * 	.withLargePayloads(() -&gt; new LargePayloads(store, 16 * 1024 * 1024));
 * </pre>
 * <p>
 * golambda's auto-configuration declares one as a bean; an application replaces the
 * {@link PayloadStore} instead. Safe for use by multiple threads if the store is.
 *
 * @param store has the objects that messages point to, and those that events notify of
 * @param maxBytes the maximum size of an object that is read as a whole; 0 to leave the
 * pointers in messages as they are
 */
public record LargePayloads(PayloadStore store, int maxBytes) {

	/**
	 * Without a store: no object can be read.
	 */
	public static final LargePayloads NONE = new LargePayloads((reference) -> {
		throw new IOException("there is no PayloadStore: an application with golambda's auto-configuration has one; "
				+ "elsewhere, create the event by EventMapper.withLargePayloads(...)");
	}, 0);

	/**
	 * Creates the settings.
	 * @throws IllegalArgumentException if the size is negative
	 */
	public LargePayloads {
		Objects.requireNonNull(store, "store");
		if (maxBytes < 0) {
			throw new IllegalArgumentException("The maximum size must not be negative, but is " + maxBytes + ".");
		}
	}

	boolean readsPointers() {
		return this.maxBytes > 0;
	}

}
