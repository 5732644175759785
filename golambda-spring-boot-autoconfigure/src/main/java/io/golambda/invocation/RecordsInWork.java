package io.golambda.invocation;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The views of the records that an invocation processes at the moment. Safe for use by
 * several threads.
 */
final class RecordsInWork {

	private final Set<Invocation> views = ConcurrentHashMap.newKeySet();

	void add(Invocation view) {
		this.views.add(view);
	}

	void remove(Invocation view) {
		this.views.remove(view);
	}

	List<Invocation> views() {
		return List.copyOf(this.views);
	}

}
