package io.golambda.batch;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.Records;

/**
 * Processes each record of an event on its own and reports the failed ones, so that only
 * these are retried: <pre>
 * &#64;Bean
 * Function&lt;Event, BatchResponse&gt; orders(OrderService service) {
 * 	return Batch.each(Order.class, service::handle);
 * }
 * </pre>or within a function: <pre>
 * return Batch.process(event, record -&gt; service.handle(record.bind(Order.class), record.attributes()));
 * </pre>
 * <p>
 * <b>If processing a record returns a {@code Mono}, a {@code CompletableFuture} or
 * another asynchronous value, use {@code eachAwaiting} or {@code processAwaiting}</b>,
 * which wait for it: <pre>
 * return Batch.eachAwaiting(Order.class, service::handleReactively);
 * </pre>{@code each} and {@code process} never see the value: the compiler discards it. A
 * {@code Mono} would not be subscribed to, and its record would count as processed.
 * <p>
 * <b>Set {@code FunctionResponseTypes} of the event source mapping to
 * {@code ReportBatchItemFailures}</b>, and for Kafka use provisioned mode as well.
 * Otherwise Lambda ignores the response and acknowledges the whole batch: failed records
 * are not retried and only their log lines remain.
 * <p>
 * A record fails if any exception is thrown, including one from binding it. The source
 * decides how the batch continues:
 * <ul>
 * <li>SQS, standard queue: every message is processed.</li>
 * <li>SQS, FIFO queue: later messages of the same group are skipped and reported as
 * failed; other groups continue.</li>
 * <li>Kinesis, DynamoDB: later records of the same shard are skipped. They are retried
 * together with the failed one, since Lambda resumes at the first failed record. Records
 * that the Kinesis Producer Library aggregated are retried as one.</li>
 * <li>Kafka: later records of the same partition are skipped and reported as failed;
 * other partitions continue.</li>
 * <li>Firehose expects every record in the response: use {@link FirehoseResponse}. S3
 * Batch Operations expects every task: use {@link S3TaskResponse}.</li>
 * <li>Custom Event Bus of EventBridge: later events of the same event group are skipped,
 * other groups continue. The function fails, and all events are delivered again.</li>
 * <li>Any other source accepts no such response: every record is processed, and the
 * function fails if one of them failed.</li>
 * </ul>
 * Records within an envelope are processed one by one but retried as one: the records of
 * an S3 event in an SQS message stop at the first failure, or at the deadline, and the
 * message is reported.
 * <p>
 * No record is lost: a record that was not started before the deadline margin, or because
 * the thread was interrupted, is reported as failed. A {@link VirtualMachineError} other
 * than {@link StackOverflowError} fails the whole batch. Each failure is logged
 * immediately in one line that has the id of the record.
 * <p>
 * <b>The whole batch fails</b> if no record succeeded (see
 * {@link Builder#throwOnEntireBatchFailure}), if a failed record has no id, or if a
 * record failed and the source accepts no such response. A single failed record causes
 * its own exception, multiple failed records cause a {@link BatchException}. An event
 * without records causes an {@link EventException}.
 * <p>
 * With a tumbling window every response must have a state, which the functions of
 * {@code each(...)} do not provide. Use {@code Batch.process(event, ...).withState(...)}
 * instead.
 * <p>
 * Safe for use by multiple threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 * errors for an SQS event source in Lambda</a>
 */
public final class Batch {

	private Batch() {
	}

	/**
	 * Returns a function that passes the payload of each record to a consumer.
	 * @param <T> the type
	 * @param type the type of a payload, as for {@link EventRecord#bind(Class)}
	 * @param consumer the consumer
	 * @return the function
	 */
	public static <T> Function<Event, BatchResponse> each(Class<T> type, RecordConsumer<? super T> consumer) {
		return builder().each(type, consumer);
	}

	/**
	 * Returns a function that passes the payload of each record to a consumer.
	 * @param <T> the type
	 * @param type the generic type of a payload, as in {@code new
	 * TypeReference<List<Order>>() { }}
	 * @param consumer the consumer
	 * @return the function
	 */
	public static <T> Function<Event, BatchResponse> each(TypeReference<T> type, RecordConsumer<? super T> consumer) {
		return builder().each(type, consumer);
	}

	/**
	 * Processes each record of an event.
	 * @param event the event
	 * @param consumer the consumer
	 * @return the response to Lambda
	 * @throws BatchException if the whole batch fails; if only one record failed, its own
	 * exception is thrown instead
	 * @throws EventException if the source of the event has no records
	 */
	public static BatchResponse process(Event event, RecordConsumer<? super EventRecord> consumer) {
		return builder().process(event, consumer);
	}

	/**
	 * Processes the payload of each record.
	 * @param <T> the type of a payload
	 * @param records the records
	 * @param consumer the consumer
	 * @return the response to Lambda
	 * @throws BatchException if the whole batch fails; if only one record failed, its own
	 * exception is thrown instead
	 */
	public static <T> BatchResponse process(Records<T> records, RecordConsumer<? super T> consumer) {
		return builder().process(records, consumer);
	}

	/**
	 * Returns a function that passes the payload of each record to another function, and
	 * waits for its result before it continues with the next record of the same order.
	 * @param <T> the type
	 * @param type the type of a payload, as for {@link EventRecord#bind(Class)}
	 * @param function the function, which returns a {@code CompletionStage}, a
	 * {@code Future} or a publisher such as {@code Mono}; a result that is not complete
	 * when the deadline margin begins is cancelled, and its record fails
	 * @return the function
	 */
	public static <T> Function<Event, BatchResponse> eachAwaiting(Class<T> type, RecordFunction<? super T> function) {
		return builder().eachAwaiting(type, function);
	}

	/**
	 * Returns a function that passes the payload of each record to another function and
	 * waits for its result.
	 * @param <T> the type
	 * @param type the generic type of a payload
	 * @param function the function, as for {@link #eachAwaiting(Class, RecordFunction)}
	 * @return the function
	 */
	public static <T> Function<Event, BatchResponse> eachAwaiting(TypeReference<T> type,
			RecordFunction<? super T> function) {
		return builder().eachAwaiting(type, function);
	}

	/**
	 * Processes each record of an event and waits for the returned values.
	 * @param event the event
	 * @param function the function, as for {@link #eachAwaiting(Class, RecordFunction)}
	 * @return the response to Lambda
	 * @throws BatchException if the whole batch fails; if only one record failed, its own
	 * exception is thrown instead
	 * @throws EventException if the source of the event has no records
	 */
	public static BatchResponse processAwaiting(Event event, RecordFunction<? super EventRecord> function) {
		return builder().processAwaiting(event, function);
	}

	/**
	 * Processes the payload of each record and waits for the returned values.
	 * @param <T> the type of a payload
	 * @param records the records
	 * @param function the function, as for {@link #eachAwaiting(Class, RecordFunction)}
	 * @return the response to Lambda
	 * @throws BatchException if the whole batch fails; if only one record failed, its own
	 * exception is thrown instead
	 */
	public static <T> BatchResponse processAwaiting(Records<T> records, RecordFunction<? super T> function) {
		return builder().processAwaiting(records, function);
	}

	/**
	 * Returns a builder with which to change how records are processed: <pre>
	 * return Batch.builder().parallelism(8).each(Order.class, service::handle);
	 * </pre>
	 * @return a builder with the defaults
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builder for functions that process batches. Not safe for use by multiple threads,
	 * unlike the functions that it builds.
	 */
	public static final class Builder {

		// longer than any function may run
		private static final Duration MAX_MARGIN = Duration.ofDays(1);

		private int parallelism = 1;

		private Duration deadlineMargin = BatchProcessor.DEFAULT_DEADLINE_MARGIN;

		private boolean throwing = true;

		private @Nullable ThreadFactory threads;

		private Builder() {
		}

		/**
		 * Sets how many records are processed concurrently, by default one. Order is
		 * preserved where the source guarantees it: messages of a FIFO group, records of
		 * a shard and of a Kafka partition are processed one after the other. The
		 * consumer must be safe for use by multiple threads; each thread has
		 * {@code Invocation.current()} and the log context.
		 * @param parallelism the number of records, at least 1
		 * @return this builder
		 * @throws IllegalArgumentException if the number is less than 1
		 */
		public Builder parallelism(int parallelism) {
			if (parallelism < 1) {
				throw new IllegalArgumentException("Parallelism must be at least 1, but is " + parallelism + ".");
			}
			this.parallelism = parallelism;
			return this;
		}

		/**
		 * Sets the factory of the threads for concurrent processing, by default virtual
		 * threads on Java 21 or later and daemon threads on earlier versions. Virtual
		 * threads of Java 21 to 23 block a carrier thread while they wait in a
		 * {@code synchronized} block: use {@code Thread::new} if a library does so.
		 * @param threads a factory of threads that are not started
		 * @return this builder
		 */
		public Builder threads(ThreadFactory threads) {
			this.threads = Objects.requireNonNull(threads, "threads");
			return this;
		}

		/**
		 * Sets the time before the deadline of the function at which no further record is
		 * started, by default 500 ms. Use more than the time that one record takes: the
		 * batch waits for records that are being processed, and if the function times out
		 * all records are retried.
		 * @param margin the time, not negative and at most one day
		 * @return this builder
		 * @throws IllegalArgumentException if the time is out of range
		 */
		public Builder deadlineMargin(Duration margin) {
			if (margin.isNegative() || margin.compareTo(MAX_MARGIN) > 0) {
				throw new IllegalArgumentException(
						"The deadline margin must be between 0 and " + MAX_MARGIN + ", but is " + margin + ".");
			}
			this.deadlineMargin = margin;
			return this;
		}

		/**
		 * Sets whether the function fails if no record succeeded, by default
		 * {@code true}. All records are retried in either case, but only a failed
		 * function counts in Lambda's {@code Errors} metric.
		 * @param throwing {@code false} to return a response that reports all records
		 * @return this builder
		 */
		public Builder throwOnEntireBatchFailure(boolean throwing) {
			this.throwing = throwing;
			return this;
		}

		private BatchProcessor build() {
			return new BatchProcessor(this.parallelism, this.deadlineMargin, this.throwing, this.threads);
		}

		/**
		 * Returns a function that passes the payload of each record to a consumer.
		 * @param <T> the type
		 * @param type the type of a payload, as for {@link EventRecord#bind(Class)}
		 * @param consumer the consumer
		 * @return the function
		 */
		public <T> Function<Event, BatchResponse> each(Class<T> type, RecordConsumer<? super T> consumer) {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(consumer, "consumer");
			BatchProcessor processor = build();
			return (event) -> processor.process(event, (record) -> consumer.accept(record.bind(type)));
		}

		/**
		 * Returns a function that passes the payload of each record to a consumer.
		 * @param <T> the type
		 * @param type the generic type of a payload
		 * @param consumer the consumer
		 * @return the function
		 */
		public <T> Function<Event, BatchResponse> each(TypeReference<T> type, RecordConsumer<? super T> consumer) {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(consumer, "consumer");
			BatchProcessor processor = build();
			return (event) -> processor.process(event, (record) -> consumer.accept(record.bind(type)));
		}

		/**
		 * Processes each record of an event.
		 * @param event the event
		 * @param consumer the consumer
		 * @return the response to Lambda
		 * @throws BatchException if the whole batch fails; if only one record failed, its
		 * own exception is thrown instead
		 * @throws EventException if the source of the event has no records
		 */
		public BatchResponse process(Event event, RecordConsumer<? super EventRecord> consumer) {
			return build().process(event, consumer);
		}

		/**
		 * Processes the payload of each record.
		 * @param <T> the type of a payload
		 * @param records the records
		 * @param consumer the consumer
		 * @return the response to Lambda
		 * @throws BatchException if the whole batch fails; if only one record failed, its
		 * own exception is thrown instead
		 */
		public <T> BatchResponse process(Records<T> records, RecordConsumer<? super T> consumer) {
			return build().process(records, consumer);
		}

		/**
		 * Returns a function that passes the payload of each record to another function,
		 * and waits for its result before it continues with the next record of the same
		 * order.
		 * @param <T> the type
		 * @param type the type of a payload, as for {@link EventRecord#bind(Class)}
		 * @param function the function, which returns a {@code CompletionStage}, a
		 * {@code Future} or a publisher such as {@code Mono}; a result that is not
		 * complete when the deadline margin begins is cancelled, and its record fails
		 * @return the function
		 */
		public <T> Function<Event, BatchResponse> eachAwaiting(Class<T> type, RecordFunction<? super T> function) {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(function, "function");
			BatchProcessor processor = build();
			return (event) -> processor.processAwaiting(event, (record) -> function.apply(record.bind(type)));
		}

		/**
		 * Returns a function that passes the payload of each record to another function
		 * and waits for its result.
		 * @param <T> the type
		 * @param type the generic type of a payload
		 * @param function the function, as for
		 * {@link #eachAwaiting(Class, RecordFunction)}
		 * @return the function
		 */
		public <T> Function<Event, BatchResponse> eachAwaiting(TypeReference<T> type,
				RecordFunction<? super T> function) {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(function, "function");
			BatchProcessor processor = build();
			return (event) -> processor.processAwaiting(event, (record) -> function.apply(record.bind(type)));
		}

		/**
		 * Processes each record of an event and waits for the returned values.
		 * @param event the event
		 * @param function the function, as for
		 * {@link #eachAwaiting(Class, RecordFunction)}
		 * @return the response to Lambda
		 * @throws BatchException if the whole batch fails; if only one record failed, its
		 * own exception is thrown instead
		 * @throws EventException if the source of the event has no records
		 */
		public BatchResponse processAwaiting(Event event, RecordFunction<? super EventRecord> function) {
			return build().processAwaiting(event, function);
		}

		/**
		 * Processes the payload of each record and waits for the returned values.
		 * @param <T> the type of a payload
		 * @param records the records
		 * @param function the function, as for
		 * {@link #eachAwaiting(Class, RecordFunction)}
		 * @return the response to Lambda
		 * @throws BatchException if the whole batch fails; if only one record failed, its
		 * own exception is thrown instead
		 */
		public <T> BatchResponse processAwaiting(Records<T> records, RecordFunction<? super T> function) {
			return build().processAwaiting(records, function);
		}

	}

}
