package io.golambda.invocation;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Propagates the invocation, with its log context, to other threads by Micrometer's
 * context propagation: <pre>
 * ContextExecutorService.wrap(executor, ContextSnapshotFactory.builder().build()::captureAll)
 * </pre>
 * <p>
 * Micrometer finds this class by the JDK's {@code ServiceLoader}. Stateless, so safe for
 * use by several threads.
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
