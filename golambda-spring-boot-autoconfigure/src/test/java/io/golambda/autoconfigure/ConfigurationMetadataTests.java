package io.golambda.autoconfigure;

import java.io.InputStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	@Test
	void everyPropertyHasADescription() throws Exception {
		try (InputStream file = LoggingProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			JsonNode properties = JsonMapper.shared().readTree(file).get("properties");
			assertThat(properties).isNotEmpty().allSatisfy((property) -> {
				assertThat(property.get("name").stringValue()).startsWith("golambda.");
				assertThat(property.path("description").asString("")).as(property.get("name").stringValue())
					.endsWith(".");
			});
		}
	}

}
