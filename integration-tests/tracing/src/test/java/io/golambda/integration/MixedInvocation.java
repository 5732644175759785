package io.golambda.integration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.acme.managed.ManagedApplication;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.FunctionRequest;

/**
 * One of many mixed invocations, and what it must leave behind. Its token is in all that
 * belongs to it.
 *
 * @param number the number among all invocations
 * @param kind what it does
 */
record MixedInvocation(int number, Kind kind) {

	/**
	 * The token of an invocation, or of a record within it.
	 */
	static final Pattern TOKEN = Pattern.compile("(i\\d{7}x)(r\\d)?");

	/**
	 * The metrics whose values are known.
	 */
	static final List<String> COUNTED_METRICS = List.of("work.done", "work.number", "lambda.records",
			"lambda.records.failed", "lambda.errors");

	// among the first, so that the others run meanwhile
	private static final List<Integer> HANGING = IntStream.range(28, 40).boxed().toList();

	private static final int RECORDS = 3;

	private static final int FAILING_RECORD = 1;

	// the rest succeeds
	private static final List<Kind> KINDS = List.of(Kind.FAIL, Kind.BATCH, Kind.FAILING_BATCH, Kind.PARALLEL,
			Kind.FAILING_PARALLEL, Kind.FUTURE, Kind.MONO, Kind.MESSAGE);

	/**
	 * Creates the invocation of a number. One in 32 is of each kind, and a few hang.
	 */
	static MixedInvocation of(int number) {
		if (HANGING.contains(number)) {
			return new MixedInvocation(number, Kind.HANG);
		}
		int kind = number % 32;
		return new MixedInvocation(number, (kind < KINDS.size()) ? KINDS.get(kind) : Kind.SUCCEED);
	}

	String token() {
		return String.format(Locale.ROOT, "i%07dx", this.number);
	}

	FunctionRequest request() {
		FunctionRequest request = FunctionRequest.of(event()).withRequestId(token());
		if (tenant().isPresent()) {
			request = request.withTenantId(tenant().get());
		}
		if (traceId().isPresent()) {
			String root = traceId().get().substring(0, 8) + "-" + traceId().get().substring(8);
			request = request
				.withTraceHeader("Root=1-" + root + ";Parent=" + parentId() + ";Sampled=" + (isSampled() ? "1" : "0"));
		}
		return request;
	}

	private Event event() {
		if (this.kind.ofApplication != null) {
			return json(new ManagedApplication.Work(token(), this.kind.ofApplication));
		}
		return json(Map.of("Records", IntStream.range(0, RECORDS).mapToObj(this::message).toList()));
	}

	private Map<String, Object> message(int index) {
		String body = JsonMapper.shared()
			.writeValueAsString(new ManagedApplication.Record(token() + "r" + index, isFailing(index)));
		Map<String, Object> parallel = Map.of("parallel", Map.of("stringValue", "yes", "dataType", "String"));
		return Map.of("messageId", token() + "r" + index, "receiptHandle", "x", "body", body, "attributes", Map.of(),
				"messageAttributes", isParallel() ? parallel : Map.of(), "eventSource", "aws:sqs", "eventSourceARN",
				"arn:aws:sqs:us-east-1:123456789012:queue", "awsRegion", "us-east-1");
	}

	private static Event json(Object value) {
		return Event.of(JsonMapper.shared().writeValueAsBytes(value));
	}

	private boolean isParallel() {
		return this.kind == Kind.PARALLEL || this.kind == Kind.FAILING_PARALLEL;
	}

	private boolean isFailing(int record) {
		return record == FAILING_RECORD && (this.kind == Kind.FAILING_BATCH || this.kind == Kind.FAILING_PARALLEL);
	}

	boolean isBatch() {
		return this.kind.ofApplication == null;
	}

	Optional<String> tenant() {
		return (this.number % 3 == 0) ? Optional.of("tenant " + token()) : Optional.empty();
	}

	/**
	 * Returns the trace id in the header, in W3C's format.
	 */
	Optional<String> traceId() {
		return (this.number % 4 != 3) ? Optional.of(String.format(Locale.ROOT, "5759e988%024x", this.number + 1))
				: Optional.empty();
	}

	/**
	 * Returns whether its spans are exported: without a header they are.
	 */
	boolean isSampled() {
		return this.number % 4 == 0 || this.number % 4 == 3;
	}

	String parentId() {
		return String.format(Locale.ROOT, "%016x", this.number + 1);
	}

	/**
	 * Returns the expected answer; empty if the function fails.
	 */
	Optional<String> answer() {
		return switch (this.kind) {
			case FAIL, HANG -> Optional.empty();
			case BATCH, PARALLEL -> Optional.of("{\"batchItemFailures\":[]}");
			case FAILING_BATCH, FAILING_PARALLEL -> Optional
				.of("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + token() + "r" + FAILING_RECORD + "\"}]}");
			default -> Optional.of("\"" + token() + "\"");
		};
	}

	/**
	 * Returns the expected messages of the function's log lines, in their natural order.
	 */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		for (String token : tokensOfWork()) {
			lines.add("info " + token);
		}
		for (String token : tokensOfFailures()) {
			lines.add("debug " + token);
			lines.add(((this.kind == Kind.HANG) ? "timeout " : "failed ") + token);
		}
		if (this.kind == Kind.FUTURE) {
			lines.add("later " + token());
		}
		return lines.stream().sorted().toList();
	}

	/**
	 * Returns the expected metrics with their values, in their natural order.
	 */
	List<String> metrics() {
		List<String> metrics = new ArrayList<>();
		metrics.add("lambda.duration");
		if (answer().isEmpty()) {
			metrics.add("lambda.errors 1");
		}
		if (isBatch()) {
			metrics.add("lambda.records " + RECORDS);
			metrics.add("lambda.records.failed " + tokensOfFailures().size());
			metrics.add("work.done " + RECORDS);
			metrics.add("work.number " + Collections.nCopies(RECORDS, this.number).toString().replace(" ", ""));
		}
		else {
			metrics.add("work.done 1");
			metrics.add("work.number " + this.number);
		}
		return metrics;
	}

	/**
	 * Returns the tokens of the expected events in Sentry.
	 */
	List<String> tokensOfSentryEvents() {
		return (this.kind == Kind.MESSAGE) ? List.of(token()) : tokensOfFailures();
	}

	/**
	 * Returns the tokens of the invocation, or of each of its records.
	 */
	List<String> tokensOfWork() {
		return isBatch() ? IntStream.range(0, RECORDS).mapToObj((index) -> token() + "r" + index).toList()
				: List.of(token());
	}

	private List<String> tokensOfFailures() {
		return switch (this.kind) {
			case FAIL, HANG -> List.of(token());
			case FAILING_BATCH, FAILING_PARALLEL -> List.of(token() + "r" + FAILING_RECORD);
			default -> List.of();
		};
	}

	/**
	 * What an invocation does.
	 */
	enum Kind {

		SUCCEED(ManagedApplication.Kind.SUCCEED), FAIL(ManagedApplication.Kind.FAIL),
		MESSAGE(ManagedApplication.Kind.MESSAGE), FUTURE(ManagedApplication.Kind.FUTURE),
		MONO(ManagedApplication.Kind.MONO), HANG(ManagedApplication.Kind.HANG), BATCH(null), FAILING_BATCH(null),
		PARALLEL(null), FAILING_PARALLEL(null);

		private final ManagedApplication.Kind ofApplication;

		Kind(ManagedApplication.Kind ofApplication) {
			this.ofApplication = ofApplication;
		}

	}

}
