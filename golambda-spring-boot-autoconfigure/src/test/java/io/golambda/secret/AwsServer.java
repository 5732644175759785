package io.golambda.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A local server with the protocols of Secrets Manager, Parameter Store and the
 * Parameters and Secrets extension, including their errors.
 */
public final class AwsServer implements AutoCloseable {

	/**
	 * The token that the extension requires.
	 */
	public static final String TOKEN = "session-token-of-the-function";

	private static final int PAGE = 2;

	private final Map<String, Map<String, Object>> secrets = new ConcurrentHashMap<>();

	private final Map<String, String> parameters = new TreeMap<>();

	private final Map<String, Failure> failures = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final HttpServer server;

	private volatile boolean extensionReady = true;

	private volatile long delayMillis;

	public AwsServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answerAws);
		this.server.createContext("/secretsmanager/get", this::answerExtension);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	public int port() {
		return this.server.getAddress().getPort();
	}

	public String endpoint() {
		return "http://127.0.0.1:" + port();
	}

	public AwsServer secret(String id, String text) {
		this.secrets.put(id, Map.of("ARN", id, "Name", id, "SecretString", text));
		return this;
	}

	public AwsServer binarySecret(String id, byte[] bytes) {
		this.secrets.put(id, Map.of("ARN", id, "Name", id, "SecretBinary", Base64.getEncoder().encodeToString(bytes)));
		return this;
	}

	public AwsServer parameter(String name, String value) {
		this.parameters.put(name, value);
		return this;
	}

	/**
	 * Makes requests for an id fail as AWS does.
	 */
	public AwsServer failing(String id, int status, String code, String message) {
		this.failures.put(id, new Failure(status, code, message));
		return this;
	}

	/**
	 * Answers requests for an id with status 200 and any body.
	 */
	public AwsServer answering(String id, String body) {
		this.failures.put(id, new Failure(200, "", body));
		return this;
	}

	public void heal(String id) {
		this.failures.remove(id);
	}

	public void extensionReady(boolean ready) {
		this.extensionReady = ready;
	}

	public void delay(long millis) {
		this.delayMillis = millis;
	}

	/**
	 * Returns the requests: operation, id, and for secrets the region and the version.
	 */
	public List<String> requests() {
		return this.requests;
	}

	private void answerAws(HttpExchange exchange) throws IOException {
		String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
		JsonNode request = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
		// AWS4-HMAC-SHA256 Credential=KEY/20260101/REGION/SERVICE/aws4_request, ...
		String region = exchange.getRequestHeaders().getFirst("Authorization").split("/")[2];
		sleep();
		switch (target) {
			case "secretsmanager.GetSecretValue" -> {
				String id = request.get("SecretId").stringValue();
				String version = request.path("VersionStage").asString(request.path("VersionId").asString(""));
				this.requests.add("GetSecretValue " + id + " " + region + (version.isEmpty() ? "" : " " + version));
				String key = version.isEmpty() ? id : id + " " + version;
				answer(exchange, key, this.secrets.get(key), "ResourceNotFoundException",
						"Secrets Manager can't find the specified secret.");
			}
			case "AmazonSSM.GetParameter" -> {
				String name = request.get("Name").stringValue();
				this.requests.add("GetParameter " + name + " " + request.path("WithDecryption").asBoolean());
				String value = this.parameters.get(name);
				answer(exchange, name,
						(value != null) ? Map.of("Parameter", Map.of("Name", name, "Value", value)) : null,
						"ParameterNotFound", "");
			}
			case "AmazonSSM.GetParametersByPath" -> answerPath(exchange, request);
			default -> answer(exchange, "", null, "UnknownOperationException", target);
		}
	}

	private void answerPath(HttpExchange exchange, JsonNode request) {
		String path = request.get("Path").stringValue();
		int from = Integer.parseInt(request.path("NextToken").asString("0"));
		this.requests
			.add("GetParametersByPath " + path + " " + request.path("WithDecryption").asBoolean() + " " + from);
		List<String> names = this.parameters.keySet().stream().filter((name) -> name.startsWith(path)).toList();
		List<Map<String, String>> page = new ArrayList<>();
		names.stream()
			.skip(from)
			.limit(PAGE)
			.forEach((name) -> page.add(Map.of("Name", name, "Value", this.parameters.get(name))));
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("Parameters", page);
		if (from + PAGE < names.size()) {
			answer.put("NextToken", String.valueOf(from + PAGE));
		}
		answer(exchange, path, answer, "", "");
	}

	private void answerExtension(HttpExchange exchange) {
		String id = URLDecoder.decode(exchange.getRequestURI().getRawQuery().replaceFirst(".*secretId=([^&]*).*", "$1"),
				StandardCharsets.UTF_8);
		this.requests.add("extension " + id);
		sleep();
		if (this.failures.containsKey(id) && this.failures.get(id).status() == 200) {
			send(exchange, 200, this.failures.get(id).message());
		}
		else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Aws-Parameters-Secrets-Token"))) {
			send(exchange, 401, "wrong token");
		}
		else if (!this.extensionReady) {
			send(exchange, 400, "not ready to serve traffic, please wait");
		}
		else if (this.failures.containsKey(id) || !this.secrets.containsKey(id)) {
			send(exchange, 500, "an unexpected error occurred while executing request");
		}
		else {
			send(exchange, 200, JsonMapper.shared().writeValueAsString(this.secrets.get(id)));
		}
	}

	private void answer(HttpExchange exchange, String id, Map<String, ?> answer, String missing, String message) {
		Failure failure = this.failures.get(id);
		if (failure == null && answer == null) {
			failure = new Failure(400, missing, message);
		}
		exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
		if (failure != null && failure.status() == 200) {
			send(exchange, 200, failure.message());
		}
		else if (failure == null) {
			send(exchange, 200, JsonMapper.shared().writeValueAsString(answer));
		}
		else {
			send(exchange, failure.status(), JsonMapper.shared()
				.writeValueAsString(Map.of("__type", failure.code(), "message", failure.message())));
		}
	}

	private void sleep() {
		try {
			Thread.sleep(this.delayMillis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void send(HttpExchange exchange, int status, String body) {
		try (exchange) {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, bytes.length);
			exchange.getResponseBody().write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	private record Failure(int status, String code, String message) {

	}

}
