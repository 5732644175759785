package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.source.Payload;
import io.golambda.event.source.PointerPayload;
import io.golambda.event.source.RecordException;
import io.golambda.event.source.StoredObject;

/**
 * Reads payloads that are not in the event but in a store. Safe for use by several
 * threads.
 *
 * @param settings supplies the store and its limits
 * @param fetched the payloads of this event that were fetched
 */
record StoredPayloads(Supplier<LargePayloads> settings, FetchedPayloads fetched) {

	/**
	 * Outside an application.
	 */
	static final StoredPayloads NONE = of(() -> LargePayloads.NONE);

	static StoredPayloads of(Supplier<LargePayloads> settings) {
		return new StoredPayloads(settings, FetchedPayloads.NONE);
	}

	/**
	 * Returns a reader for one event.
	 */
	StoredPayloads forEvent() {
		return (this != NONE) ? new StoredPayloads(this.settings, new FetchedPayloads()) : this;
	}

	/**
	 * Whether a payload is read from the store.
	 */
	boolean contain(Payload payload) {
		return payload instanceof PointerPayload && this.settings.get().readsPointers();
	}

	/**
	 * Reads a payload as a whole.
	 * @throws EventException if it cannot be read or is too large
	 */
	ByteSlice read(EventRecord record) {
		StoredObject object = pointedTo(record);
		ByteSlice known = this.fetched.get(object);
		if (known != null) {
			return known;
		}
		try {
			PayloadContent content = this.settings.get().store().open(reference(record, object, true));
			try (InputStream stream = content.stream()) {
				ByteSlice payload = readAll(stream, content.length(), this.settings.get().maxBytes());
				this.fetched.put(object, payload);
				return payload;
			}
		}
		catch (IOException ex) {
			throw EventException.notStored(record, object, ex);
		}
	}

	private static ByteSlice readAll(InputStream stream, long length, int maxBytes) throws IOException {
		int limit = (int) Math.min(maxBytes, Runtime.getRuntime().maxMemory() / 4);
		if (length > limit) {
			throw tooLarge("it has " + length + " bytes, more than ", limit, maxBytes);
		}
		byte[] bytes = (length >= 0) ? new byte[(int) length] : stream.readNBytes(limit + 1);
		if (length < 0 && bytes.length > limit) {
			throw tooLarge("it has more than ", limit, maxBytes);
		}
		int read = (length >= 0) ? stream.readNBytes(bytes, 0, bytes.length) : bytes.length;
		if (read < bytes.length) {
			throw new IOException("it ended after " + read + " of " + length + " bytes");
		}
		return new ByteSlice(bytes, 0, bytes.length);
	}

	private static IOException tooLarge(String size, int limit, int maxBytes) {
		return new IOException(size + ((limit < maxBytes)
				? "a quarter of the heap; give the function more memory, or read it by record.stream()"
				: "the limit of " + limit + " bytes; raise golambda.large-payload.max-size, or read it by "
						+ "record.stream()"));
	}

	/**
	 * Opens the payload of a record, the object that the record notifies of, or else the
	 * payload in the event.
	 * @throws EventException if it cannot be opened
	 */
	PayloadStream stream(EventRecord record) {
		if (contain(record.payload())) {
			return open(record, pointedTo(record), true);
		}
		StoredObject object = (record.payload() instanceof DecodedPayload) ? null : notifiedOf(record);
		if (object != null) {
			return open(record, object, false);
		}
		ByteSlice payload = record.payloadBytes();
		return new PayloadStream(record, new ByteArrayInputStream(payload.bytes(), payload.offset(), payload.length()));
	}

	private PayloadStream open(EventRecord record, StoredObject object, boolean pointer) {
		try {
			return new PayloadStream(record,
					this.settings.get().store().open(reference(record, object, pointer)).stream());
		}
		catch (IOException ex) {
			throw EventException.notStored(record, object, ex);
		}
	}

	private static StoredObject pointedTo(EventRecord record) {
		StoredObject object = ((PointerPayload) record.payload()).object();
		if (object == null) {
			throw EventException.forRecord(record, PointerPayload.MALFORMED);
		}
		return object;
	}

	private static @Nullable StoredObject notifiedOf(EventRecord record) {
		try {
			return record.source().format().object(record.recordJson()).orElse(null);
		}
		catch (RecordException ex) {
			throw EventException.forRecord(record, ex.problem());
		}
	}

	/**
	 * Returns the object that a record points to, or {@code null} if it has its payload
	 * itself.
	 */
	static @Nullable PayloadReference reference(EventRecord record) {
		return (record.payload() instanceof PointerPayload pointer && pointer.object() != null)
				? reference(record, pointer.object(), true) : null;
	}

	private static PayloadReference reference(EventRecord record, StoredObject object, boolean pointer) {
		return new PayloadReference(record, object.bucket(), object.key(), object.versionId(), pointer);
	}

}
