package io.golambda.event;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mapper of events that no application has given its own. In a class of its own so
 * that it is only built where it is used.
 */
final class DefaultMapper {

	static final JsonMapper INSTANCE = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.addModule(AwsEventClasses.module())
		.build();

	private DefaultMapper() {
	}

}
