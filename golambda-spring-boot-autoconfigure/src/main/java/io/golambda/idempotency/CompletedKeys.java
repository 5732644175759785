package io.golambda.idempotency;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.golambda.idempotency.IdempotencyRecord.Status;

/**
 * The keys that this process used last and knows to be completed, so that it need not ask
 * the store again. Safe for use by several threads.
 */
final class CompletedKeys {

	// so that the results of all keys do not fill the memory
	private static final int MAX_RESULT = 16 * 1024;

	private final int size;

	private final Map<String, IdempotencyRecord> records;

	CompletedKeys(int size) {
		this.size = size;
		this.records = new LinkedHashMap<>(16, 0.75f, true) {

			private static final long serialVersionUID = 1;

			@Override
			protected boolean removeEldestEntry(Map.Entry<String, IdempotencyRecord> eldest) {
				return size() > size;
			}

		};
	}

	Optional<IdempotencyRecord> find(String id, Instant now) {
		if (this.size == 0) {
			return Optional.empty();
		}
		synchronized (this.records) {
			IdempotencyRecord known = this.records.get(id);
			if (known != null && known.isExpired(now)) {
				this.records.remove(id);
				known = null;
			}
			return Optional.ofNullable(known);
		}
	}

	/**
	 * Remembers a key if its work is completed.
	 */
	void add(IdempotencyRecord record) {
		if (this.size == 0 || record.status() != Status.COMPLETED || length(record.result()) > MAX_RESULT) {
			return;
		}
		synchronized (this.records) {
			this.records.put(record.id(), record);
		}
	}

	private static int length(@Nullable String result) {
		return (result != null) ? result.length() : 0;
	}

}
