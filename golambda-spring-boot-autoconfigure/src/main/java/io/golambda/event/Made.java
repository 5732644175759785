package io.golambda.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;

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
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has MD5.", ex);
		}
	}

}
