package io.golambda.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.error.GolambdaException;
import io.golambda.invocation.Invocation;

/**
 * Describes a function that is about to time out. It is logged and reported shortly
 * before the timeout, and thrown if {@code golambda.timeout.interrupt} is set and the
 * function fails when its thread is interrupted; the exception of the function is the
 * cause.
 * <p>
 * The stack trace is that of the function's thread at that moment. Each place at which
 * other threads work on records of a batch is a suppressed exception. The
 * {@linkplain #values() values} are the time used and left, the memory, and the records
 * in work with their values.
 */
public final class FunctionTimeoutException extends GolambdaException {

	private static final long serialVersionUID = 1;

	private static final long MEGABYTE = 1024 * 1024;

	private static final int MOST_RECORDS = 64;

	private FunctionTimeoutException() {
		super("The function is about to time out.");
	}

	/**
	 * Describes what an invocation does at this moment.
	 * @param elapsed the time that the invocation has used
	 * @param remaining the time that is left
	 */
	static FunctionTimeoutException of(Invocation invocation, Duration elapsed, Duration remaining) {
		FunctionTimeoutException timeout = new FunctionTimeoutException();
		timeout.setStackTrace(ThreadStack.of(invocation.thread(), TimeoutInterceptor.class).frames());
		List<Invocation> records = invocation.recordsInWork();
		WorkerStackTrace.of(records, invocation.thread()).forEach(timeout::addSuppressed);
		Runtime memory = Runtime.getRuntime();
		timeout.with("elapsedMs", elapsed.toMillis());
		timeout.with("remainingMs", remaining.toMillis());
		timeout.with("heapUsedMB", (memory.totalMemory() - memory.freeMemory()) / MEGABYTE);
		timeout.with("heapMaxMB", memory.maxMemory() / MEGABYTE);
		if (!records.isEmpty()) {
			timeout.with("recordsInWork", describe(records, invocation));
		}
		return timeout;
	}

	private static List<Object> describe(List<Invocation> records, Invocation invocation) {
		List<Object> described = new ArrayList<>();
		for (Invocation record : records.subList(0, Math.min(records.size(), MOST_RECORDS))) {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			record.record().ifPresent((each) -> values.put("index", each.outermost().index()));
			values.put("elapsedMs", record.elapsed().toMillis());
			values.put("thread", record.thread().getName());
			values.putAll(record.values());
			// the line has them already
			values.entrySet().removeIf((entry) -> isValueOf(invocation, entry));
			described.add(values);
		}
		if (records.size() > MOST_RECORDS) {
			described.add("[cut, " + records.size() + " records]");
		}
		return described;
	}

	private static boolean isValueOf(Invocation invocation, Map.Entry<String, @Nullable Object> entry) {
		Map<String, @Nullable Object> values = invocation.values();
		return values.containsKey(entry.getKey()) && values.get(entry.getKey()) == entry.getValue();
	}

	/**
	 * Adds the exception with which the function ended when it was interrupted.
	 */
	void setFailure(Throwable failure) {
		initCause(failure);
	}

}
