package io.golambda.event;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.source.StoredObject;

/**
 * Keeps the payloads of an event that were fetched last, so that a record that is read
 * more than once is fetched once. Keeps at most an eighth of the heap, or one payload,
 * and nothing if the memory is needed. Safe for use by several threads.
 */
final class FetchedPayloads {

	static final FetchedPayloads NONE = new FetchedPayloads(0);

	private final long limit;

	private Map<StoredObject, Fetched> byObject = Map.of();

	private long size;

	FetchedPayloads() {
		this(Runtime.getRuntime().maxMemory() / 8);
	}

	FetchedPayloads(long limit) {
		this.limit = limit;
	}

	synchronized @Nullable ByteSlice get(StoredObject object) {
		Fetched fetched = this.byObject.get(object);
		return (fetched != null) ? fetched.payload().get() : null;
	}

	synchronized void put(StoredObject object, ByteSlice payload) {
		if (this.limit == 0) {
			return;
		}
		if (this.byObject.isEmpty()) {
			this.byObject = new LinkedHashMap<>(4, 0.75f, true);
		}
		Fetched before = this.byObject.put(object, new Fetched(new SoftReference<>(payload), payload.length()));
		this.size += payload.length() - ((before != null) ? before.length() : 0);
		Iterator<Fetched> eldest = this.byObject.values().iterator();
		while (this.size > this.limit && this.byObject.size() > 1) {
			this.size -= eldest.next().length();
			eldest.remove();
		}
	}

	private record Fetched(SoftReference<ByteSlice> payload, int length) {

	}

}
