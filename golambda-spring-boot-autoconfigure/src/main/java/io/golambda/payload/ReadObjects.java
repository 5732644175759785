package io.golambda.payload;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.golambda.event.PayloadReference;

/**
 * The objects that an invocation read to their end. Safe for use by several threads.
 */
final class ReadObjects {

	private final Set<PayloadReference> references = new LinkedHashSet<>();

	synchronized void add(PayloadReference reference) {
		this.references.add(reference);
	}

	synchronized List<PayloadReference> references() {
		return List.copyOf(this.references);
	}

}
