package io.golambda.invocation;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Hands the invocation, and with it its log context, to other threads where Micrometer's
 * context propagation is asked to: <pre>
 * ContextExecutorService.wrap(executor, ContextSnapshotFactory.builder().build()::captureAll)
 * </pre>
 */
public final class InvocationAccessor implements ThreadLocalAccessor<Invocation> {

	/**
	 * The key of the invocation in a context.
	 */
	public static final String KEY = "golambda.invocation";

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable Invocation getValue() {
		return Invocation.find().orElse(null);
	}

	@Override
	public void setValue(Invocation invocation) {
		invocation.enter();
	}

	@Override
	public void setValue() {
		Invocation.leave();
	}

}
