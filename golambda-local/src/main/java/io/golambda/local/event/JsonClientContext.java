package io.golambda.local.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client context in the JSON that a caller of Lambda sends: <pre>
 * JsonClientContext.of("{\"custom\":{\"colour\":\"blue\"}}").getCustom().get("colour");
 * </pre>
 *
 * @param json the JSON object, with the members {@code custom}, {@code env} and
 * {@code client}, each optional
 */
public record JsonClientContext(JsonNode json) implements ClientContext {

	/**
	 * Parses a client context.
	 * @param json the JSON object
	 * @return the client context
	 * @throws IllegalArgumentException if it is not a JSON object
	 */
	public static JsonClientContext of(String json) {
		try {
			JsonNode object = JsonMapper.shared().readTree(json);
			if (object.isObject()) {
				return new JsonClientContext(object);
			}
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("The client context is not JSON: " + ex.getOriginalMessage(), ex);
		}
		throw new IllegalArgumentException("The client context is not a JSON object with the members \"custom\", "
				+ "\"env\" and \"client\" but: " + json);
	}

	@Override
	public @Nullable Client getClient() {
		JsonNode client = this.json.path("client");
		return client.isObject() ? new JsonClient(client) : null;
	}

	@Override
	public Map<String, String> getCustom() {
		return strings(this.json.path("custom"));
	}

	@Override
	public Map<String, String> getEnvironment() {
		return strings(this.json.path("env"));
	}

	private static Map<String, String> strings(JsonNode object) {
		Map<String, String> strings = new LinkedHashMap<>();
		object.properties().forEach((member) -> strings.put(member.getKey(), member.getValue().asString()));
		return Collections.unmodifiableMap(strings);
	}

	private record JsonClient(JsonNode json) implements Client {

		@Override
		public @Nullable String getInstallationId() {
			return string("installation_id");
		}

		@Override
		public @Nullable String getAppTitle() {
			return string("app_title");
		}

		@Override
		public @Nullable String getAppVersionName() {
			return string("app_version_name");
		}

		@Override
		public @Nullable String getAppVersionCode() {
			return string("app_version_code");
		}

		@Override
		public @Nullable String getAppPackageName() {
			return string("app_package_name");
		}

		private @Nullable String string(String name) {
			return this.json.path(name).asString(null);
		}

	}

}
