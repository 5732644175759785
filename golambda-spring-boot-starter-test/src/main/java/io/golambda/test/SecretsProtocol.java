package io.golambda.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The protocol of Secrets Manager and Parameter Store, for the operations that read.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
final class SecretsProtocol implements HttpHandler {

	private static final String NOT_FOUND = "Secrets Manager can't find the specified secret.";

	private final SecretsStandIn standIn;

	SecretsProtocol(SecretsStandIn standIn) {
		this.standIn = standIn;
	}

	@Override
	public void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
			JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
			Answer answer = switch (target) {
				case "secretsmanager.GetSecretValue" -> secret(request);
				case "AmazonSSM.GetParameter" -> parameter(request);
				case "AmazonSSM.GetParametersByPath" -> parameters(request);
				default -> new Answer(400, error("UnknownOperationException",
						"The stand-in for secrets does not support " + target + "."));
			};
			byte[] body = JsonMapper.shared().writeValueAsBytes(answer.body());
			exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
			exchange.sendResponseHeaders(answer.status(), body.length);
			exchange.getResponseBody().write(body);
		}
	}

	private Answer secret(JsonNode request) {
		String id = request.path("SecretId").asString("");
		String stage = request.path("VersionStage").asString(null);
		String versionId = request.path("VersionId").asString(null);
		return this.standIn.answer(new SecretRead("GetSecretValue", id, stage, versionId), (store) -> {
			SecretFailure failure = store.failure(id);
			if (failure != null) {
				return failed(failure, false);
			}
			SecretStore.Version version = store.find(id, stage, versionId);
			return (version != null)
					? new Answer(200,
							Map.of("ARN", id, "Name", id, "VersionId", version.id(), "SecretString", version.value()))
					: new Answer(400, error("ResourceNotFoundException", missing(stage, versionId)));
		});
	}

	private static String missing(@Nullable String stage, @Nullable String versionId) {
		if (versionId != null) {
			return "Secrets Manager can't find the specified secret value for VersionId: " + versionId;
		}
		return (stage != null) ? "Secrets Manager can't find the specified secret value for staging label: " + stage
				: NOT_FOUND;
	}

	private Answer parameter(JsonNode request) {
		String name = request.path("Name").asString("");
		return this.standIn.answer(new SecretRead("GetParameter", name, null, null), (store) -> {
			SecretFailure failure = store.failure(name);
			if (failure != null) {
				return failed(failure, true);
			}
			String value = store.findParameter(name);
			return (value != null) ? new Answer(200, Map.of("Parameter", described(name, value)))
					: new Answer(400, error("ParameterNotFound", ""));
		});
	}

	private Answer parameters(JsonNode request) {
		String path = request.path("Path").asString("");
		return this.standIn.answer(new SecretRead("GetParametersByPath", path, null, null), (store) -> {
			SecretFailure failure = store.failure(path);
			if (failure != null) {
				return failed(failure, true);
			}
			List<Map<String, String>> found = store.below(path)
				.entrySet()
				.stream()
				.map((parameter) -> described(parameter.getKey(), parameter.getValue()))
				.toList();
			return new Answer(200, Map.of("Parameters", found));
		});
	}

	private static Map<String, String> described(String name, String value) {
		return Map.of("Name", name, "Value", value, "Type", "SecureString");
	}

	private static Answer failed(SecretFailure failure, boolean parameter) {
		return new Answer(failure.status(), error(failure.code(parameter), failure.message()));
	}

	private static Map<String, String> error(String code, String message) {
		return new TreeMap<>(Map.of("__type", code, "message", message));
	}

	private record Answer(int status, Map<String, ?> body) {

	}

}
