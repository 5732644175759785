package io.golambda.local;

import java.util.Map;
import java.util.TreeMap;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client context that {@link LocalRuntimeClient} passes to the function.
 *
 * @param json the JSON object sent by the caller
 */
record LocalClientContext(JsonNode json) implements ClientContext {

	static LocalClientContext of(String json) {
		return new LocalClientContext(JsonMapper.shared().readTree(json));
	}

	@Override
	public @Nullable Client getClient() {
		JsonNode client = this.json.path("client");
		return client.isObject() ? new LocalClient(client) : null;
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
		Map<String, String> strings = new TreeMap<>();
		object.properties().forEach((member) -> strings.put(member.getKey(), member.getValue().asString()));
		return strings;
	}

	private record LocalClient(JsonNode json) implements Client {

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
