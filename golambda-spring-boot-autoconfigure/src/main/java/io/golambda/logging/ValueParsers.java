package io.golambda.logging;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Creates parsers of logged values. Unlike Jackson's default, they do not cache property
 * names, which can be any text of any length.
 */
final class ValueParsers {

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.build();

	private ValueParsers() {
	}

	static JsonFactory factory() {
		return FACTORY;
	}

	static JsonParser create(String json) {
		return FACTORY.createParser(ObjectReadContext.empty(), json);
	}

	static JsonParser create(byte[] json, int offset, int length) {
		return FACTORY.createParser(ObjectReadContext.empty(), json, offset, length);
	}

}
