package io.golambda.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * The values that an invocation has recorded, or that were recorded outside all
 * invocations. Each value is added to open recordings, or not at all, so that none is
 * lost or written twice. Safe for use by several threads.
 */
final class Recordings {

	/**
	 * The number of values of a metric after which they are written, to limit the memory.
	 */
	static final int MAX_VALUES = 10_000;

	private final LambdaMeterRegistry registry;

	private final LineContext context;

	private final Map<Series, Values> values = new ConcurrentHashMap<>();

	private final AtomicBoolean ending = new AtomicBoolean();

	private boolean closed;

	Recordings(LambdaMeterRegistry registry, LineContext context) {
		this.registry = registry;
		this.context = context;
	}

	LineContext context() {
		return this.context;
	}

	boolean isOf(LambdaMeterRegistry registry) {
		return this.registry == registry;
	}

	/**
	 * Returns {@code true} to the first caller, which writes the lines.
	 */
	boolean beginEnd() {
		return this.ending.compareAndSet(false, true);
	}

	/**
	 * Adds a value to a series.
	 * @param summing whether the sum of the values is written instead of the values
	 * @return {@code false} if the recordings are closed
	 */
	boolean add(Series series, boolean summing, double value) {
		Values values = this.values.get(series);
		if (values == null) {
			values = create(series, summing);
		}
		int size = (values != null) ? values.add(value) : Values.CLOSED;
		if (size >= MAX_VALUES) {
			this.registry.write(this.context, List.of(new Metric(series, values.take())));
		}
		return size != Values.CLOSED;
	}

	private synchronized @Nullable Values create(Series series, boolean summing) {
		return this.closed ? null : this.values.computeIfAbsent(series, (key) -> new Values(summing));
	}

	/**
	 * Accepts no more values.
	 * @return what has been recorded
	 */
	List<Metric> close() {
		synchronized (this) {
			this.closed = true;
		}
		List<Metric> metrics = new ArrayList<>(this.values.size());
		this.values.forEach((series, values) -> metrics.add(new Metric(series, values.close())));
		return metrics;
	}

}
