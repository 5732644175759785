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
 * Works on each record of an event by itself, and answers which ones failed, so that only
 * these come again: <pre>
 * &#64;Bean
 * Function&lt;Event, BatchResponse&gt; orders(OrderService service) {
 * 	return Batch.each(Order.class, service::handle);
 * }
 * </pre>or inside a function: <pre>
 * return Batch.process(event, record -&gt; service.handle(record.bind(Order.class), record.attributes()));
 * </pre>
 * <p>
 * <b>If the work on a record returns a {@code Mono}, a {@code CompletableFuture} or the
 * like, use {@code eachAwaiting} or {@code processAwaiting}</b>, which wait for it: <pre>
 * return Batch.eachAwaiting(Order.class, service::handleReactively);
 * </pre>To {@code each} and {@code process} the compiler passes a method reference or a
 * lambda expression without the value that it returns: a {@code Mono} would never be
 * subscribed to, and its record would count as done.
 * <p>
 * <b>The event source mapping must have {@code FunctionResponseTypes} set to
 * {@code ReportBatchItemFailures}</b>, and that of Kafka be in provisioned mode as well.
 * Otherwise Lambda does not read the answer and takes the batch for done: the records
 * that failed do not come again, and are lost but for their lines in the log.
 * <p>
 * A record fails by any exception, that of its binding included. The source decides what
 * comes after:
 * <ul>
 * <li>SQS, standard queue: each message is tried.</li>
 * <li>SQS, FIFO queue: the messages of that group that come after it are left untried and
 * named with it; other groups go on.</li>
 * <li>Kinesis, DynamoDB: the records of that shard that come after it are left untried,
 * and come again with it, as Lambda goes back to the first one that failed. What the
 * Kinesis Producer Library aggregated comes again as one.</li>
 * <li>Kafka: the records of that partition that come after it are left untried and named
 * with it; other partitions go on.</li>
 * <li>Firehose wants each record back, which {@code FirehoseResponse} is for.</li>
 * <li>Any other source takes no such answer: each record is tried, and if one failed the
 * function fails.</li>
 * </ul>
 * What lies within an envelope is worked on one by one and comes again as one: the
 * records of an S3 event in an SQS message stop at the first that fails, and the message
 * is what is named. So it is, too, if the time is over before the last of them.
 * <p>
 * Nothing is lost: what is not started shortly before the deadline, or because the thread
 * was interrupted, is named as failed. Of an {@link OutOfMemoryError} and its like (but
 * not a {@link StackOverflowError}, which is its record's failure) the whole batch fails.
 * A failure is told in the log at once, in one line with the record's id.
 * <p>
 * <b>Fails as a whole</b>, by the record's own exception if it is the only one, else by a
 * {@link BatchException}: a batch of which no record succeeded (see
 * {@link Builder#throwOnEntireBatchFailure}), a batch with a failed record that has no
 * id, and a batch of a source that takes no such answer. An event that has no records is
 * an {@link EventException}.
 * <p>
 * A mapping with a tumbling window wants a state in each answer, which the functions of
 * {@code each(...)} never give, so that all their batches fail. There, answer by
 * {@code Batch.process(event, ...).withState(...)}.
 * <p>
 * All of this is safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling
 * errors for an SQS event source in Lambda</a>
 */
public final class Batch {

	private Batch() {
	}

	/**
	 * The function that gives the payload of each record to a consumer.
	 * @param <T> the type
	 * @param type the type of a payload, as for {@link EventRecord#bind(Class)}
	 * @param consumer what is done with each
	 * @return the function
	 */
	public static <T> Function<Event, BatchResponse> each(Class<T> type, RecordConsumer<? super T> consumer) {
		return builder().each(type, consumer);
	}

	/**
	 * The function that gives the payload of each record to a consumer.
	 * @param <T> the type
	 * @param type the generic type of a payload, as in {@code new
	 * TypeReference<List<Order>>() { }}
	 * @param consumer what is done with each
	 * @return the function
	 */
	public static <T> Function<Event, BatchResponse> each(TypeReference<T> type, RecordConsumer<? super T> consumer) {
		return builder().each(type, consumer);
	}

	/**
	 * Works on each record of an event.
	 * @param event the event
	 * @param consumer what is done with each
	 * @return the answer for Lambda
	 * @throws BatchException if the batch fails as a whole; if that is for one record
	 * alone, whatever the consumer threw, unchanged
	 * @throws EventException if the event is from no source that has records
	 */
	public static BatchResponse process(Event event, RecordConsumer<? super EventRecord> consumer) {
		return builder().process(event, consumer);
	}

	/**
	 * Works on the payload of each record.
	 * @param <T> the type of a payload
	 * @param records the records
	 * @param consumer what is done with each
	 * @return the answer for Lambda
	 * @throws BatchException if the batch fails as a whole; if that is for one record
	 * alone, whatever the consumer threw, unchanged
	 */
	public static <T> BatchResponse process(Records<T> records, RecordConsumer<? super T> consumer) {
		return builder().process(records, consumer);
	}

	/**
	 * Returns the function that passes the payload of each record to another function,
	 * and waits for what that returns before the next record of the same order.
	 * @param <T> the type
	 * @param type the type of a payload, as for {@link EventRecord#bind(Class)}
	 * @param function the work on each, which returns a {@code CompletionStage}, a
	 * {@code Future} or a publisher such as {@code Mono}; what did not complete before
	 * the deadline margin begins is cancelled and fails its record
	 * @return the function
	 */
	public static <T> Function<Event, BatchResponse> eachAwaiting(Class<T> type, RecordFunction<? super T> function) {
		return builder().eachAwaiting(type, function);
	}

	/**
	 * Returns the function that passes the payload of each record to another function,
	 * and waits for what that returns.
	 * @param <T> the type
	 * @param type the generic type of a payload
	 * @param function the work on each, as for
	 * {@link #eachAwaiting(Class, RecordFunction)}
	 * @return the function
	 */
	public static <T> Function<Event, BatchResponse> eachAwaiting(TypeReference<T> type,
			RecordFunction<? super T> function) {
		return builder().eachAwaiting(type, function);
	}

	/**
	 * Works on each record of an event, and waits for what the work returns.
	 * @param event the event
	 * @param function the work on each, as for
	 * {@link #eachAwaiting(Class, RecordFunction)}
	 * @return the answer for Lambda
	 * @throws BatchException if the batch fails as a whole; if that is for one record
	 * alone, its failure, unchanged
	 * @throws EventException if the event is from no source that has records
	 */
	public static BatchResponse processAwaiting(Event event, RecordFunction<? super EventRecord> function) {
		return builder().processAwaiting(event, function);
	}

	/**
	 * Works on the payload of each record, and waits for what the work returns.
	 * @param <T> the type of a payload
	 * @param records the records
	 * @param function the work on each, as for
	 * {@link #eachAwaiting(Class, RecordFunction)}
	 * @return the answer for Lambda
	 * @throws BatchException if the batch fails as a whole; if that is for one record
	 * alone, its failure, unchanged
	 */
	public static <T> BatchResponse processAwaiting(Records<T> records, RecordFunction<? super T> function) {
		return builder().processAwaiting(records, function);
	}

	/**
	 * Works on records in another way than the usual: <pre>
	 * return Batch.builder().parallelism(8).each(Order.class, service::handle);
	 * </pre>
	 * @return a builder with what is usual
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * How a batch is worked on. Not safe for use by several threads, but what it makes
	 * is.
	 */
	public static final class Builder {

		// longer than any function may run
		private static final Duration LONGEST_MARGIN = Duration.ofDays(1);

		private int parallelism = 1;

		private Duration deadlineMargin = Duration.ofMillis(500);

		private boolean throwing = true;

		private @Nullable ThreadFactory threads;

		private Builder() {
		}

		/**
		 * How many records are worked on at once, one unless this is set. The order is
		 * kept where it is promised: the messages of a FIFO group are never worked on at
		 * once, nor those of a shard or of a Kafka partition. The consumer must be safe
		 * for use by several threads; {@code Invocation.current()} and the log context
		 * are there in each.
		 * @param parallelism the number, at least 1
		 * @return this builder
		 */
		public Builder parallelism(int parallelism) {
			if (parallelism < 1) {
				throw new IllegalArgumentException(
						"The parallelism is " + parallelism + ": at least one record must be worked on at a time.");
			}
			this.parallelism = parallelism;
			return this;
		}

		/**
		 * What makes the threads for parallel work. Unless this is set they are virtual
		 * from Java 21 on, and daemons before. Virtual threads of Java 21 to 23 wait in
		 * {@code synchronized} blocks at the cost of a whole core: give
		 * {@code Thread::new} where a library does so.
		 * @param threads makes a thread that is not started
		 * @return this builder
		 */
		public Builder threads(ThreadFactory threads) {
			this.threads = Objects.requireNonNull(threads, "threads");
			return this;
		}

		/**
		 * How long before the function's deadline no further record is started, 500 ms
		 * unless this is set. Make it longer than one record takes: a record that is
		 * worked on is waited for, and when the function is out of time all records come
		 * again.
		 * @param margin the time, not negative and at most a day
		 * @return this builder
		 */
		public Builder deadlineMargin(Duration margin) {
			if (margin.isNegative() || margin.compareTo(LONGEST_MARGIN) > 0) {
				throw new IllegalArgumentException("The deadline margin is " + margin
						+ ": it cannot be negative, nor longer than a function may run.");
			}
			this.deadlineMargin = margin;
			return this;
		}

		/**
		 * Whether the function fails if no record succeeded, as it does unless this is
		 * set: the same records come again in either case, but only a failure counts in
		 * Lambda's metric of errors.
		 * @param throwing {@code false} for an answer that names all records
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
		 * The function that gives the payload of each record to a consumer.
		 * @param <T> the type
		 * @param type the type of a payload, as for {@link EventRecord#bind(Class)}
		 * @param consumer what is done with each
		 * @return the function
		 */
		public <T> Function<Event, BatchResponse> each(Class<T> type, RecordConsumer<? super T> consumer) {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(consumer, "consumer");
			BatchProcessor processor = build();
			return (event) -> processor.process(event, (record) -> consumer.accept(record.bind(type)));
		}

		/**
		 * The function that gives the payload of each record to a consumer.
		 * @param <T> the type
		 * @param type the generic type of a payload
		 * @param consumer what is done with each
		 * @return the function
		 */
		public <T> Function<Event, BatchResponse> each(TypeReference<T> type, RecordConsumer<? super T> consumer) {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(consumer, "consumer");
			BatchProcessor processor = build();
			return (event) -> processor.process(event, (record) -> consumer.accept(record.bind(type)));
		}

		/**
		 * Works on each record of an event.
		 * @param event the event
		 * @param consumer what is done with each
		 * @return the answer for Lambda
		 * @throws BatchException if the batch fails as a whole; if that is for one record
		 * alone, whatever the consumer threw, unchanged
		 * @throws EventException if the event is from no source that has records
		 */
		public BatchResponse process(Event event, RecordConsumer<? super EventRecord> consumer) {
			return build().process(event, consumer);
		}

		/**
		 * Works on the payload of each record.
		 * @param <T> the type of a payload
		 * @param records the records
		 * @param consumer what is done with each
		 * @return the answer for Lambda
		 * @throws BatchException if the batch fails as a whole; if that is for one record
		 * alone, whatever the consumer threw, unchanged
		 */
		public <T> BatchResponse process(Records<T> records, RecordConsumer<? super T> consumer) {
			return build().process(records, consumer);
		}

		/**
		 * Returns the function that passes the payload of each record to another
		 * function, and waits for what that returns before the next record of the same
		 * order.
		 * @param <T> the type
		 * @param type the type of a payload, as for {@link EventRecord#bind(Class)}
		 * @param function the work on each, which returns a {@code CompletionStage}, a
		 * {@code Future} or a publisher such as {@code Mono}; what did not complete
		 * before the deadline margin begins is cancelled and fails its record
		 * @return the function
		 */
		public <T> Function<Event, BatchResponse> eachAwaiting(Class<T> type, RecordFunction<? super T> function) {
			Objects.requireNonNull(type, "type");
			Objects.requireNonNull(function, "function");
			BatchProcessor processor = build();
			return (event) -> processor.processAwaiting(event, (record) -> function.apply(record.bind(type)));
		}

		/**
		 * Returns the function that passes the payload of each record to another
		 * function, and waits for what that returns.
		 * @param <T> the type
		 * @param type the generic type of a payload
		 * @param function the work on each, as for
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
		 * Works on each record of an event, and waits for what the work returns.
		 * @param event the event
		 * @param function the work on each, as for
		 * {@link #eachAwaiting(Class, RecordFunction)}
		 * @return the answer for Lambda
		 * @throws BatchException if the batch fails as a whole; if that is for one record
		 * alone, its failure, unchanged
		 * @throws EventException if the event is from no source that has records
		 */
		public BatchResponse processAwaiting(Event event, RecordFunction<? super EventRecord> function) {
			return build().processAwaiting(event, function);
		}

		/**
		 * Works on the payload of each record, and waits for what the work returns.
		 * @param <T> the type of a payload
		 * @param records the records
		 * @param function the work on each, as for
		 * {@link #eachAwaiting(Class, RecordFunction)}
		 * @return the answer for Lambda
		 * @throws BatchException if the batch fails as a whole; if that is for one record
		 * alone, its failure, unchanged
		 */
		public <T> BatchResponse processAwaiting(Records<T> records, RecordFunction<? super T> function) {
			return build().processAwaiting(records, function);
		}

	}

}
