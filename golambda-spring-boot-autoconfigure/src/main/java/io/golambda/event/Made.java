package io.golambda.event;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What AWS would have added to an event that was made here: AWS's documentation account
 * and region, fresh ids, the time.
 */
final class Made {

	static final String REGION = "us-east-1";

	static final String ACCOUNT = "123456789012";

	private Made() {
	}

	static String id() {
		return UUID.randomUUID().toString();
	}

	/**
	 * Ever higher numbers of 56 digits, as Kinesis and CloudWatch Logs have them.
	 */
	static Iterator<String> sequenceNumbers() {
		BigInteger first = new BigInteger("49590338271490256608" + now().toEpochMilli())
			.multiply(BigInteger.TEN.pow(23));
		return Stream.iterate(first, BigInteger.ONE::add).map(BigInteger::toString).iterator();
	}

	/**
	 * Ever higher numbers of 20 digits, as FIFO queues have them.
	 */
	static Iterator<String> sequenceNumbersOfQueue() {
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

	static String md5(byte[] bytes) {
		return HexFormat.of().formatHex(md5().digest(bytes));
	}

	static MessageDigest md5() {
		try {
			return MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has MD5.", ex);
		}
	}

}
