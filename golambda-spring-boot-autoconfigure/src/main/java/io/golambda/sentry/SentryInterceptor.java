package io.golambda.sentry;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.sentry.ISentryLifecycleToken;
import io.sentry.ITransaction;
import io.sentry.PropagationContext;
import io.sentry.Sentry;
import io.sentry.SpanStatus;
import io.sentry.TransactionOptions;
import io.sentry.protocol.SentryId;
import io.sentry.util.TracingUtils;
import org.jspecify.annotations.Nullable;

import io.golambda.error.ErrorReport;
import io.golambda.event.EventRecord;
import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;

/**
 * Gives each invocation a scope of its own in Sentry, and within it each record that is
 * worked on by itself, and a trace of its own; sends its errors, and waits until what the
 * invocation sent has left, before Lambda freezes the process. Safe for use by several
 * threads.
 * <p>
 * No type of Sentry is in the signature of a method or field, not even of a lambda
 * expression: Spring looks at them where Sentry is switched off or missing, too.
 *
 * @see <a href="https://docs.sentry.io/platforms/java/">Sentry for Java</a>
 */
public final class SentryInterceptor implements InvocationInterceptor, RecordInterceptor, ErrorReporter {

	/**
	 * The longest that is waited for Sentry.
	 */
	static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

	// so that the answer, and what is left to log, are not late
	private static final Duration MARGIN = Duration.ofMillis(300);

	private final LambdaEnvironment environment;

	private final SentryEvents events;

	private final SentryDelivery delivery;

	private final AtomicBoolean cold;

	/**
	 * Creates the interceptor. Sentry is to be initialized already.
	 * @param environment what is known of the function
	 * @param masking masks and bounds values as log lines do
	 * @param delivery tracks what is sent
	 */
	public SentryInterceptor(LambdaEnvironment environment, Masking masking, SentryDelivery delivery) {
		this.environment = environment;
		this.delivery = delivery;
		this.events = new SentryEvents(environment, masking);
		this.cold = new AtomicBoolean(environment.isStartedOnDemand());
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		boolean coldStart = this.cold.get() && this.cold.getAndSet(false);
		Deliveries own = this.delivery.begin(invocation);
		ISentryLifecycleToken ownScope = Sentry.pushIsolationScope();
		try {
			// or Sentry would take all errors of this process for one trace
			PropagationContext trace = new PropagationContext();
			TracingUtils.setTrace(Sentry.getCurrentScopes(), trace);
			own.setTrace(trace);
			// those of the start, which each invocation would have otherwise
			Sentry.clearBreadcrumbs();
			Sentry.setTag("lambda.coldStart", String.valueOf(coldStart));
			Sentry.setTag("lambda.requestID", invocation.requestId());
			for (Map.Entry<String, String> tag : this.environment.tags().entrySet()) {
				Sentry.setTag(tag.getKey(), tag.getValue());
			}
			invocation.setAttribute(InvocationScopes.class, new InvocationScopes(Sentry.getCurrentScopes()));
			return Sentry.getCurrentScopes().getOptions().isTracingEnabled() ? proceedInTransaction(invocation, chain)
					: chain.proceed(invocation);
		}
		finally {
			this.delivery.end(own, longestWait(invocation.remaining()));
			ownScope.close();
		}
	}

	@Override
	public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
		Invocation invocation = Invocation.current();
		InvocationScopes scopes = invocation.attribute(InvocationScopes.class).orElse(null);
		if (scopes == null) {
			chain.proceed();
			return;
		}
		ISentryLifecycleToken ownScope = scopes.enterRecord();
		// for a batch within the work on this record
		invocation.setAttribute(InvocationScopes.class, new InvocationScopes(Sentry.getCurrentScopes()));
		try {
			chain.proceed();
		}
		finally {
			ownScope.close();
		}
	}

	private @Nullable Object proceedInTransaction(Invocation invocation, InvocationInterceptor.Chain chain)
			throws Exception {
		TransactionOptions options = new TransactionOptions();
		options.setBindToScope(true);
		ITransaction transaction = Sentry.startTransaction(this.environment.functionName(), "function.aws", options);
		SpanStatus status = SpanStatus.INTERNAL_ERROR;
		try {
			Object result = chain.proceed(invocation);
			status = SpanStatus.OK;
			return result;
		}
		finally {
			transaction.finish(status);
		}
	}

	/**
	 * Sends an error.
	 * @return the event's id, or {@code null} if it was not accepted for sending, as with
	 * a full queue, during a rate limit, or by the application's settings
	 */
	@Override
	public @Nullable String report(ErrorReport error, @Nullable Invocation invocation) {
		SentryId id = Sentry.captureEvent(this.events.of(error, invocation));
		if (invocation == null) {
			// no invocation's end waits for it
			Sentry.flush(LONGEST_WAIT.toMillis());
		}
		return id.equals(SentryId.EMPTY_ID) ? null : id.toString();
	}

	static Duration longestWait(Duration remaining) {
		Duration left = remaining.minus(MARGIN);
		return (left.compareTo(LONGEST_WAIT) < 0) ? left : LONGEST_WAIT;
	}

}
