package io.golambda.logging;

import net.logstash.logback.decorate.TokenStreamFactoryBuilderDecorator;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/**
 * Keeps Jackson from remembering each property name that it reads: in a value that is
 * logged, a name can be any text of any length.
 */
final class PropertyNamesDecorator implements TokenStreamFactoryBuilderDecorator<JsonFactory, JsonFactoryBuilder> {

	@Override
	public JsonFactoryBuilder decorate(JsonFactoryBuilder builder) {
		return builder.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES);
	}

}
