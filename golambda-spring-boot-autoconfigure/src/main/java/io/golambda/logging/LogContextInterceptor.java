package io.golambda.logging;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

import io.golambda.event.EventRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.RecordInterceptor;

/**
 * Opens the log context around an invocation, so that each of its lines has the request
 * id, and logs the event at the start and the result at the end. Opens a context of its
 * own around each record of a batch.
 */
final class LogContextInterceptor implements InvocationInterceptor, RecordInterceptor {

	/**
	 * The name of the request id in the MDC.
	 */
	static final String REQUEST_ID = "lambda.requestID";

	private static final Logger log = LoggerFactory.getLogger(LogContextInterceptor.class);

	private final @Nullable Level eventLevel;

	private final boolean debugOnFailure;

	private final double debugSampleRate;

	// other random numbers repeat in processes that SnapStart restores
	private final @Nullable SecureRandom random;

	private final @Nullable Function<Invocation, Optional<String>> correlationId;

	LogContextInterceptor(@Nullable Level eventLevel, boolean debugOnFailure, double debugSampleRate,
			@Nullable Function<Invocation, Optional<String>> correlationId) {
		this.eventLevel = eventLevel;
		this.debugOnFailure = debugOnFailure;
		this.debugSampleRate = debugSampleRate;
		this.random = (debugSampleRate > 0) ? new SecureRandom() : null;
		this.correlationId = correlationId;
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		prepareLogging();
		boolean sampled = this.random != null && this.random.nextDouble() < this.debugSampleRate;
		invocation.attribute(LogContext.class, () -> new LogContext(invocation.tenantId().orElse(null),
				invocation.sampledTraceId().orElse(null), correlation(invocation), sampled, this.debugOnFailure));
		putRequestId(invocation);
		try {
			if (sampled) {
				log.atInfo().addKeyValue("debugSampleRate", this.debugSampleRate).log("This invocation logs at debug");
			}
			return proceed(invocation, chain);
		}
		finally {
			// including the entries of the function
			MDC.clear();
		}
	}

	static void putRequestId(Invocation invocation) {
		if (!invocation.requestId().isEmpty()) {
			MDC.put(REQUEST_ID, invocation.requestId());
		}
	}

	private void prepareLogging() {
		ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
		LastingValues lasting = LastingValues.of(loggers);
		if (lasting != null) {
			lasting.close();
			if (this.debugOnFailure || this.random != null) {
				DebugLines.install(loggers);
			}
		}
	}

	@Override
	public void intercept(EventRecord record, RecordInterceptor.Chain chain) throws Exception {
		Invocation invocation = Invocation.current();
		invocation.setAttribute(LogContext.class, invocation.attribute(LogContext.class, LogContext::none).forRecord());
		Map<String, String> before = MDC.getCopyOfContextMap();
		if (MDC.get(REQUEST_ID) == null) {
			// not in the thread of the function
			putRequestId(invocation);
		}
		try {
			chain.proceed();
		}
		finally {
			// entries of this record must not reach the next
			if (before != null) {
				MDC.setContextMap(before);
			}
			else {
				MDC.clear();
			}
		}
	}

	private @Nullable Object proceed(Invocation invocation, InvocationInterceptor.Chain chain) throws Exception {
		if (this.eventLevel == null || !log.isEnabledForLevel(this.eventLevel)) {
			return chain.proceed(invocation);
		}
		log.atLevel(this.eventLevel).addKeyValue("event", invocation.event()).log("Invocation starts");
		long start = System.nanoTime();
		Object result = chain.proceed(invocation);
		log.atLevel(this.eventLevel)
			.addKeyValue("result", (result instanceof byte[] bytes) ? new JsonBytes(bytes) : result)
			.addKeyValue("durationMs", (System.nanoTime() - start) / 1_000_000)
			.log("Invocation ends");
		return result;
	}

	private @Nullable String correlation(Invocation invocation) {
		if (this.correlationId == null) {
			return null;
		}
		try {
			return this.correlationId.apply(invocation).orElse(null);
		}
		catch (RuntimeException ex) {
			// reporting an invalid event is up to the function
			return null;
		}
	}

}
