package io.golambda.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.EventSource;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.RecordCounts;
import io.golambda.metrics.LambdaMetric.ErrorKeys;

/**
 * Records the {@link LambdaMetric}s of invocations.
 */
final class InvocationMeters {

	private final MeterRegistry registry;

	// after the filters of the application have been added
	private volatile @Nullable Meters meters;

	InvocationMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	void begin(Invocation invocation) {
		if (invocation.isColdStart()) {
			counter(LambdaMetric.COLD_STARTS).increment();
			ProcessHandle.current()
				.info()
				.startInstant()
				.ifPresent((start) -> timer(LambdaMetric.INIT_DURATION).record(since(start, Instant.now())));
		}
	}

	void end(Invocation invocation, @Nullable Throwable failure) {
		Meters meters = meters();
		Duration elapsed = invocation.elapsed();
		meters.duration.record(elapsed);
		if (failure != null) {
			Counter.builder(LambdaMetric.ERRORS.getName())
				.tags(ErrorKeys.TYPE.asString(), failure.getClass().getName())
				.register(this.registry)
				.increment();
		}
		List<EventRecord> records = invocation.event().recordsIfRead();
		RecordCounts counts = invocation.attribute(RecordCounts.class).orElse(null);
		if (counts != null) {
			meters.failed.increment(counts.failed());
			meters.untried.increment(counts.untried());
		}
		int number = (counts != null) ? counts.records() : records.size();
		if (number > 0) {
			meters.records.increment(number);
			meters.batchSize.record(number);
		}
		if (!records.isEmpty()) {
			oldest(records).ifPresent((oldest) -> meters.age.record(since(oldest, Instant.now().minus(elapsed))));
		}
	}

	// a race only looks the meters up twice
	private Meters meters() {
		Meters known = this.meters;
		if (known == null) {
			known = new Meters(timer(LambdaMetric.DURATION), counter(LambdaMetric.RECORDS),
					counter(LambdaMetric.RECORDS_FAILED), counter(LambdaMetric.RECORDS_UNTRIED),
					DistributionSummary.builder(LambdaMetric.BATCH_SIZE.getName())
						.baseUnit(LambdaMetric.BATCH_SIZE.getBaseUnit())
						.register(this.registry),
					timer(LambdaMetric.RECORD_AGE));
			this.meters = known;
		}
		return known;
	}

	private static Optional<Instant> oldest(List<EventRecord> records) {
		EventRecord first = records.get(0).outermost();
		if (first.source() == EventSource.KINESIS || first.source() == EventSource.DYNAMODB) {
			// in the order of the shard
			return timestamp(first);
		}
		return records.stream()
			.map(EventRecord::outermost)
			.map(InvocationMeters::timestamp)
			.flatMap(Optional::stream)
			.min(Instant::compareTo);
	}

	private static Optional<Instant> timestamp(EventRecord record) {
		try {
			return record.timestamp();
		}
		catch (EventException ex) {
			return Optional.empty();
		}
	}

	// zero if the clock of the source is ahead
	private static Duration since(Instant start, Instant end) {
		return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
	}

	private Counter counter(LambdaMetric metric) {
		return Counter.builder(metric.getName()).baseUnit(metric.getBaseUnit()).register(this.registry);
	}

	private Timer timer(LambdaMetric metric) {
		return Timer.builder(metric.getName()).register(this.registry);
	}

	private record Meters(Timer duration, Counter records, Counter failed, Counter untried,
			DistributionSummary batchSize, Timer age) {

	}

}
