package io.golambda.event;

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

}
