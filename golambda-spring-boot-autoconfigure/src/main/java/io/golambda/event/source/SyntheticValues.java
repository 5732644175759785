package io.golambda.event.source;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Values in AWS's formats for what a test does not specify: random ids, sequence numbers,
 * and ARNs with the account and region of AWS's documentation.
 */
final class SyntheticValues {

	static final String REGION = "us-east-1";

	static final String ACCOUNT = "123456789012";

	private SyntheticValues() {
	}

	static String id() {
		return UUID.randomUUID().toString();
	}

	/**
	 * Returns ascending numbers of 56 digits, as in Kinesis and CloudWatch Logs.
	 */
	static Iterator<String> streamSequenceNumbers() {
		BigInteger first = new BigInteger("49590338271490256608" + now().toEpochMilli())
			.multiply(BigInteger.TEN.pow(23));
		return Stream.iterate(first, BigInteger.ONE::add).map(BigInteger::toString).iterator();
	}

	/**
	 * Returns ascending numbers of 20 digits, as in FIFO queues.
	 */
	static Iterator<String> queueSequenceNumbers() {
		BigInteger first = new BigInteger("18" + now().toEpochMilli()).multiply(BigInteger.TEN.pow(5));
		return Stream.iterate(first, BigInteger.ONE::add).map(BigInteger::toString).iterator();
	}

	static String hex(int digits) {
		return id().replace("-", "").substring(0, digits);
	}

	static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.MILLIS);
	}

	static String arn(String service, String resource) {
		return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
	}

}
