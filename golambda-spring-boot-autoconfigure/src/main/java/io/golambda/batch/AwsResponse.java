package io.golambda.batch;

import tools.jackson.databind.json.JsonMapper;

/**
 * A response whose JSON is prescribed by AWS. It is written the same way whatever the
 * application's mapper is configured to do, because Lambda and Firehose treat a response
 * that they cannot read as success, or as the failure of all records.
 */
public sealed interface AwsResponse permits BatchResponse, FirehoseResponse, S3TaskResponse {

	/**
	 * Writes the response.
	 * @param mapper the application's mapper, for the application's objects within the
	 * response
	 * @return JSON in UTF-8
	 */
	byte[] toJson(JsonMapper mapper);

}
