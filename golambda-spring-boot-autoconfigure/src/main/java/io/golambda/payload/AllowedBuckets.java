package io.golambda.payload;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.golambda.event.PayloadContent;
import io.golambda.event.PayloadReference;
import io.golambda.event.PayloadStore;
import io.golambda.event.json.Excerpt;
import io.golambda.invocation.Invocation;

/**
 * Reads the objects that messages point to from some buckets only: anyone who may send a
 * message could otherwise have the function read any object that its role may read.
 * Objects that AWS notifies of may be in any bucket. Safe for use by several threads.
 */
public final class AllowedBuckets implements PayloadStore {

	private final Supplier<? extends PayloadStore> store;

	private final Set<String> buckets;

	private final boolean noting;

	/**
	 * Creates a store.
	 * @param store supplies the store of all objects; called for the first object
	 * @param buckets the names of the buckets
	 * @param noting whether to note what was read, for {@link DeletionInterceptor}
	 */
	public AllowedBuckets(Supplier<? extends PayloadStore> store, Set<String> buckets, boolean noting) {
		this.store = store;
		this.buckets = new TreeSet<>(buckets);
		this.noting = noting;
	}

	@Override
	public PayloadContent open(PayloadReference reference) throws IOException {
		if (!reference.pointer()) {
			return this.store.get().open(reference);
		}
		if (!this.buckets.contains(reference.bucket())) {
			throw new IOException(
					"golambda.large-payload.buckets allows " + String.join(", ", this.buckets) + ", but not the bucket "
							+ Excerpt.of(reference.bucket()) + "; add it if its senders are to be trusted");
		}
		PayloadContent content = this.store.get().open(reference);
		Invocation invocation = this.noting ? Invocation.find().orElse(null) : null;
		if (invocation == null) {
			return content;
		}
		ReadObjects read = invocation.attribute(ReadObjects.class, ReadObjects::new);
		return new PayloadContent(new NotedStream(content.stream(), content.length(), () -> read.add(reference)),
				content.length());
	}

	@Override
	public void delete(List<PayloadReference> references) throws IOException {
		this.store.get().delete(references);
	}

}
