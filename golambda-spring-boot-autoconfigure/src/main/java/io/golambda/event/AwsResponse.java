package io.golambda.event;

import tools.jackson.databind.json.JsonMapper;

/**
 * An answer whose JSON AWS prescribes, down to the name of each member: it is written
 * like this, whatever the application's mapper makes of other objects. Lambda and
 * Firehose take an answer that they cannot read for success, or for the failure of all.
 */
public interface AwsResponse {

	/**
	 * The answer as AWS wants it.
	 * @param mapper the application's mapper, for what is the application's own in it
	 * @return JSON in UTF-8
	 */
	byte[] toJson(JsonMapper mapper);

}
