package io.golambda.logging;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;

/**
 * Tells once of whatever ends the invocation, or the work on one of its records, and lets
 * it pass unchanged, so that Lambda sees the function's own exception.
 */
public final class ErrorInterceptor implements InvocationInterceptor, RecordInterceptor {

	private static final StackTraceElement[] NO_FRAMES = {};

	private static final int MOST_TRIMMED = 1_200;

	private final ErrorLog errors;

	private final boolean trimming;

	/**
	 * Creates the interceptor.
	 * @param errors where errors are told
	 * @param trimming whether an exception loses its stack trace once it is told, so that
	 * Lambda's runtime does not print it once more
	 */
	public ErrorInterceptor(ErrorLog errors, boolean trimming) {
		this.errors = errors;
		this.trimming = trimming;
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		try {
			return chain.proceed(invocation);
		}
		catch (Throwable ex) {
			this.errors.write(ex, invocation);
			if (this.trimming) {
				trim(ex);
			}
			throw ex;
		}
		finally {
			this.errors.writeUnsent(invocation);
		}
	}

	@Override
	public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
		try {
			chain.proceed();
		}
		catch (Throwable ex) {
			// not trimmed: it may become the cause of what ends the invocation
			this.errors.write(ex, Invocation.current());
			throw ex;
		}
	}

	private static void trim(Throwable ex) {
		try {
			Set<Throwable> trimmed = Collections.newSetFromMap(new IdentityHashMap<>());
			Deque<Throwable> left = new ArrayDeque<>(List.of(ex));
			while (!left.isEmpty() && trimmed.size() < MOST_TRIMMED) {
				Throwable next = left.remove();
				if (trimmed.add(next)) {
					next.setStackTrace(NO_FRAMES);
					left.addAll(Arrays.asList(next.getSuppressed()));
					if (next.getCause() != null) {
						left.add(next.getCause());
					}
				}
			}
		}
		catch (Throwable failure) {
			// a method that is overridden, or no memory: then it is printed
		}
	}

}
