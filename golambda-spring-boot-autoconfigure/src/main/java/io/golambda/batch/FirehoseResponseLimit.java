package io.golambda.batch;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.batch.FirehoseResult.Status;

/**
 * Keeps the response to Firehose within what Lambda can return. Beyond it Lambda fails
 * the invocation and Firehose retries the whole batch in vain, so the fewest possible
 * records are returned as failed instead.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 * quotas</a>
 */
final class FirehoseResponseLimit {

	private static final Logger log = LoggerFactory.getLogger(FirehoseResponse.class);

	private static final int MAX_BYTES = 6 * 1024 * 1024;

	private static final int ENVELOPE = "{\"records\":[]}".length();

	private final List<String> records;

	private final List<FirehoseAnswer> answers;

	private long size;

	private FirehoseResponseLimit(List<String> records, List<FirehoseAnswer> answers) {
		this.records = records;
		this.answers = answers;
		this.size = ENVELOPE + records.stream().mapToLong(FirehoseResponseLimit::size).sum();
	}

	// with the comma that follows
	private static long size(String record) {
		return record.getBytes(StandardCharsets.UTF_8).length + 1L;
	}

	/**
	 * Replaces answers by shorter ones while the response is too large.
	 * @param records the answers as JSON; modified
	 */
	static void apply(List<String> records, List<FirehoseAnswer> answers) {
		FirehoseResponseLimit limit = new FirehoseResponseLimit(records, answers);
		limit.omitOriginalData();
		int failed = limit.failLargest();
		if (failed > 0) {
			log.error("{} of {} records of the FIREHOSE event are returned as ProcessingFailed, since the response "
					+ "with their data would exceed the 6 MB that Lambda can return. Set a smaller BufferSizeInMBs "
					+ "for the transformation, or return less data.", failed, records.size());
		}
	}

	private boolean isTooLarge() {
		return this.size > MAX_BYTES;
	}

	private void omitOriginalData() {
		for (int i = 0; i < this.records.size() && isTooLarge(); i++) {
			Status status = this.answers.get(i).status();
			if (status != Status.OK) {
				replace(i, status);
			}
		}
	}

	private int failLargest() {
		if (!isTooLarge()) {
			return 0;
		}
		int failed = 0;
		for (int i : largestFirst()) {
			if (!isTooLarge()) {
				break;
			}
			replace(i, Status.PROCESSING_FAILED);
			failed++;
		}
		return failed;
	}

	private List<Integer> largestFirst() {
		return IntStream.range(0, this.records.size())
			.filter((i) -> this.answers.get(i).status() == Status.OK)
			.boxed()
			.sorted(Comparator.comparingInt((Integer i) -> this.records.get(i).length()).reversed())
			.toList();
	}

	private void replace(int index, Status status) {
		String shorter = FirehoseResponseWriter.writeWithoutData(this.answers.get(index), status);
		this.size += size(shorter) - size(this.records.get(index));
		this.records.set(index, shorter);
	}

}
