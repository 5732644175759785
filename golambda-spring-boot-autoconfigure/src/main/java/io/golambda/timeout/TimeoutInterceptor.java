package io.golambda.timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.invocation.BeforeTimeout;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Watches the deadline of each invocation. A margin before it, the function is reported
 * as about to time out, and interrupted if that is switched on.
 * <p>
 * The time that an invocation has is read once, at its start, and then measured by a
 * clock that does not jump. An invocation without a deadline is not watched. Safe for use
 * by several threads.
 */
public final class TimeoutInterceptor implements InvocationInterceptor {

	/**
	 * The margin is at most the time of an invocation divided by this number.
	 */
	private static final int MOST_SHARE = 10;

	private static final Logger log = LoggerFactory.getLogger(TimeoutInterceptor.class);

	// longer than any invocation, as in a test without a context
	private static final long NO_DEADLINE = TimeUnit.DAYS.toMillis(1);

	private final long margin;

	private final TimeoutReport.Steps steps;

	private final Watchdog watchdog;

	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Creates the interceptor.
	 * @param margin the time before the timeout at which it is reported
	 * @param interrupting whether the function's thread is interrupted after the report
	 * @param listeners reports a timeout to golambda's features
	 * @param beans supplies what the application does then, in its order
	 */
	public TimeoutInterceptor(Duration margin, boolean interrupting, BiConsumer<Invocation, Throwable> listeners,
			Supplier<List<BeforeTimeout>> beans) {
		this.margin = margin.toNanos();
		this.steps = new TimeoutReport.Steps(listeners, beans, interrupting);
		this.watchdog = new Watchdog((watched) -> new TimeoutReport(watched, this.steps).start());
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
		long remaining = invocation.context().getRemainingTimeInMillis();
		if (remaining <= 0 || remaining >= NO_DEADLINE) {
			if (remaining <= 0 && !this.warned.getAndSet(true)) {
				log.debug("An invocation started without any time left, so its timeout is not reported");
			}
			return chain.proceed(invocation);
		}
		long nanos = TimeUnit.MILLISECONDS.toNanos(remaining);
		return intercept(invocation, chain, nanos, Math.min(this.margin, nanos / MOST_SHARE));
	}

	@Nullable Object intercept(Invocation invocation, Chain chain, long remaining, long usedMargin) throws Exception {
		long now = System.nanoTime();
		WatchedInvocation watched = new WatchedInvocation(invocation, now + remaining, now + remaining - usedMargin);
		this.watchdog.add(watched, now);
		Object result;
		try {
			result = chain.proceed(invocation);
		}
		catch (Throwable ex) {
			FunctionTimeoutException timeout = end(watched, usedMargin);
			// Lambda ends the process for these
			if (timeout == null || ex instanceof VirtualMachineError) {
				throw ex;
			}
			timeout.setFailure(ex);
			throw timeout;
		}
		end(watched, usedMargin);
		return result;
	}

	private @Nullable FunctionTimeoutException end(WatchedInvocation watched, long usedMargin) {
		this.watchdog.remove(watched);
		return watched.end(this.steps.reserve(usedMargin) / 2);
	}

}
