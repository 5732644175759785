package io.golambda.local.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends the requests that the page sends.
 */
final class ConsoleClient {

	private static final List<String> ENDED = List.of("succeeded", "partial", "failed", "timed-out");

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI url;

	ConsoleClient(URI url) {
		this.url = url;
	}

	HttpResponse<String> send(String method, String path, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.url.resolve(path))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	HttpResponse<String> sendJson(String method, String path, String body) {
		return send(method, path, body, "Content-Type", "application/json");
	}

	JsonNode get(String path) {
		HttpResponse<String> response = send("GET", path, "");
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	/**
	 * Invokes the function once for each event, and returns the request ids.
	 */
	List<String> invoke(String... events) {
		return Arrays.stream(events)
			.map((event) -> ids(sendJson("POST", "/api/invocations",
					JsonMapper.shared().writeValueAsString(Map.of("event", event)))))
			.flatMap(List::stream)
			.toList();
	}

	static List<String> ids(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
		JsonNode ids = JsonMapper.shared().readTree(response.body()).get("ids");
		return IntStream.range(0, ids.size()).mapToObj((i) -> ids.get(i).stringValue()).toList();
	}

	/**
	 * Waits for the end of an invocation and returns its details.
	 */
	JsonNode ended(String id) {
		return await(() -> get("/api/invocations/" + id),
				(details) -> ENDED.contains(details.get("state").stringValue()));
	}

	JsonNode run(String event) {
		return ended(invoke(event).get(0));
	}

	static <T> T await(java.util.concurrent.Callable<T> value, Predicate<T> condition) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(20))
			.until(value, condition);
	}

	Stream stream() {
		try {
			HttpResponse<java.io.InputStream> response = this.http
				.send(HttpRequest.newBuilder(this.url.resolve("/api/stream")).build(), BodyHandlers.ofInputStream());
			assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
			Stream stream = new Stream(response.body());
			stream.start();
			return stream;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An event of the stream.
	 */
	record StreamEvent(String name, JsonNode data) {

	}

	/**
	 * A connected page.
	 */
	static final class Stream extends Thread implements AutoCloseable {

		private final List<StreamEvent> events = new CopyOnWriteArrayList<>();

		private final java.io.InputStream body;

		private Stream(java.io.InputStream body) {
			this.body = body;
			setDaemon(true);
		}

		@Override
		public void run() {
			try (BufferedReader reader = new BufferedReader(new InputStreamReader(this.body, StandardCharsets.UTF_8))) {
				List<String> block = new ArrayList<>();
				String line;
				while ((line = reader.readLine()) != null) {
					if (!line.isEmpty()) {
						block.add(line);
						continue;
					}
					if (block.get(0).startsWith("event: ")) {
						this.events.add(new StreamEvent(block.get(0).substring("event: ".length()),
								JsonMapper.shared().readTree(block.get(1).substring("data: ".length()))));
					}
					block.clear();
				}
			}
			catch (IOException ex) {
				// closed
			}
		}

		List<StreamEvent> events() {
			return this.events;
		}

		List<StreamEvent> await(Predicate<List<StreamEvent>> condition) {
			return ConsoleClient.await(this::events, condition);
		}

		@Override
		public void close() throws IOException {
			this.body.close();
		}

	}

}
