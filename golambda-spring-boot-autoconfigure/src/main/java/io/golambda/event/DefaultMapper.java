package io.golambda.event;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mapper of events outside an application. It has a class of its own, because
 * building it costs time that applications save.
 */
final class DefaultMapper {

	static final JsonMapper INSTANCE = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.addModule(AwsEventClasses.module())
		.build();

	private DefaultMapper() {
	}

}
