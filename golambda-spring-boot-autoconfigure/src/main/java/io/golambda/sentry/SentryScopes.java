package io.golambda.sentry;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.sentry.ISentryLifecycleToken;
import io.sentry.ITransaction;
import io.sentry.PropagationContext;
import io.sentry.Sentry;
import io.sentry.SpanStatus;
import io.sentry.TransactionContext;
import io.sentry.TransactionOptions;
import io.sentry.util.TracingUtils;
import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;
import io.golambda.invocation.TimeoutListener;

/**
 * Gives each invocation a scope and a trace of its own, and each record of a batch a
 * scope within it. At the end of an invocation, waits until everything that it sent has
 * arrived, because Lambda then freezes the process. Waits before a timeout as well. Safe
 * for use by several threads.
 */
final class SentryScopes implements InvocationInterceptor, RecordInterceptor, TimeoutListener {

	static final Duration MAX_WAIT = Duration.ofSeconds(2);

	// for the answer and the remaining log lines
	private static final Duration MARGIN = Duration.ofMillis(300);

	private static final int MAX_TAG_LENGTH = 200;

	private final LambdaFunctionContext function;

	private final SentryDelivery delivery;

	SentryScopes(LambdaFunctionContext function, SentryDelivery delivery) {
		this.function = function;
		this.delivery = delivery;
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		Deliveries own = this.delivery.begin(invocation);
		ISentryLifecycleToken scope = Sentry.pushIsolationScope();
		try {
			// otherwise all errors of the process would share one trace
			PropagationContext trace = Objects.requireNonNullElseGet(SpanIds.trace(), PropagationContext::new);
			TracingUtils.setTrace(Sentry.getCurrentScopes(), trace);
			own.setTrace(trace);
			// those of the start
			Sentry.clearBreadcrumbs();
			Sentry.setTag("lambda.coldStart", String.valueOf(invocation.isColdStart()));
			Sentry.setTag("lambda.requestID", invocation.requestId());
			invocation.tenantId().ifPresent((tenant) -> Sentry.setTag("lambda.tenantID", tag(tenant)));
			for (Map.Entry<String, String> tag : this.function.tags().entrySet()) {
				Sentry.setTag(tag.getKey(), tag.getValue());
			}
			invocation.setAttribute(InvocationScopes.class, new InvocationScopes(Sentry.getCurrentScopes()));
			return Sentry.getCurrentScopes().getOptions().isTracingEnabled()
					? proceedInTransaction(invocation, chain, trace) : chain.proceed(invocation);
		}
		finally {
			this.delivery.end(own, maxWait(invocation.remaining()));
			scope.close();
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
		ISentryLifecycleToken scope = scopes.enterCopy();
		// for a batch within this record
		invocation.setAttribute(InvocationScopes.class, new InvocationScopes(Sentry.getCurrentScopes()));
		try {
			chain.proceed();
		}
		finally {
			scope.close();
		}
	}

	// Sentry drops tags that are longer or have line breaks
	private static String tag(String value) {
		String line = value.replaceAll("\\p{Cntrl}", " ");
		return (line.length() <= MAX_TAG_LENGTH) ? line : line.substring(0, MAX_TAG_LENGTH - 1) + "…";
	}

	private @Nullable Object proceedInTransaction(Invocation invocation, InvocationInterceptor.Chain chain,
			PropagationContext trace) throws Exception {
		TransactionContext context = TransactionContext.fromPropagationContext(trace);
		context.setName(this.function.transactionName());
		context.setOperation("function.aws");
		TransactionOptions options = new TransactionOptions();
		options.setBindToScope(true);
		ITransaction transaction = Sentry.startTransaction(context, options);
		invocation.setAttribute(ITransaction.class, transaction);
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

	@Override
	public void onTimeout(Invocation invocation, Throwable timeout) {
		invocation.attribute(ITransaction.class)
			.ifPresent((transaction) -> transaction.finish(SpanStatus.DEADLINE_EXCEEDED));
		invocation.attribute(Deliveries.class)
			.ifPresent((own) -> this.delivery.beforeTimeout(own, invocation.remaining().dividedBy(2)));
	}

	static Duration maxWait(Duration remaining) {
		Duration available = remaining.minus(MARGIN);
		return (available.compareTo(MAX_WAIT) < 0) ? available : MAX_WAIT;
	}

}
