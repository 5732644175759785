package io.golambda.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data within events that {@code encapXxx} creates, as its source sends it elsewhere.
 */
final class EncapData {

	private EncapData() {
	}

	/**
	 * Returns log events as CloudWatch Logs sends them into a stream.
	 */
	static byte[] cloudWatchLogs(Object... messages) {
		JsonNode event = new JsonMapper().readTree(Event.encapCloudWatchLogs(messages).bytes());
		return Base64.getDecoder().decode(event.get("awslogs").get("data").asString());
	}

	/**
	 * Returns the checksum with which an aggregated record ends.
	 */
	static byte[] md5(byte[] message) {
		try {
			return MessageDigest.getInstance("MD5").digest(message);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
