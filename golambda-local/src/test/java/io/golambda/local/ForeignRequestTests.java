package io.golambda.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that web pages cannot invoke the function, neither with a request to another site
 * nor after rebinding their own host name to loopback.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ForeignRequestTests {

	private final AtomicInteger invocations = new AtomicInteger();

	private InvokeEndpoint endpoint;

	private int port;

	@BeforeEach
	void start() throws IOException {
		this.endpoint = new InvokeEndpoint(0, "function", (request) -> {
			this.invocations.incrementAndGet();
			return CompletableFuture.completedFuture(new FunctionAnswer("1", false, "done".getBytes()));
		});
		this.port = URI.create(this.endpoint.url()).getPort();
	}

	@AfterEach
	void close() {
		this.endpoint.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: localhost:PORT", "Host: LOCALHOST:PORT", "Host: 127.0.0.1:PORT", "Host: [::1]:PORT",
			"Host: localhost:PORT\r\nOrigin: http://localhost:PORT",
			"Host: localhost:PORT\r\nOrigin: http://127.0.0.1:PORT\r\nSec-Fetch-Site: same-origin",
			"Host: localhost:PORT\r\nSec-Fetch-Site: none",
			"Host: localhost:PORT\r\nContent-Type: application/x-www-form-urlencoded" })
	void acceptsRequestsOfPrograms(String headers) throws IOException {
		assertThat(post(this.port, InvokeEndpoint.PATH, headers)).startsWith("HTTP/1.1 200").endsWith("done");
		assertThat(this.invocations).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: evil.example:PORT", "Host: evil.example", "Host: localhost", "Host: localhost:1",
			"Host: localhost.evil.example:PORT", "Host: 127.0.0.1.evil.example:PORT", "Host: 0.0.0.0:PORT",
			"Host: localhost:PORT\r\nHost: evil.example:PORT", "Host: evil@localhost:PORT", "X-None: 1",
			"Host: localhost:PORT\r\nOrigin: https://evil.example", "Host: localhost:PORT\r\nOrigin: null",
			"Host: localhost:PORT\r\nOrigin: http://localhost:3000",
			"Host: localhost:PORT\r\nOrigin: https://localhost:PORT",
			"Host: localhost:PORT\r\nOrigin: http://localhost:PORT.evil.example", "Host: localhost:PORT\r\nOrigin:",
			"Host: localhost:PORT\r\nSec-Fetch-Site: cross-site", "Host: localhost:PORT\r\nSec-Fetch-Site: same-site",
			"Host: localhost:PORT\r\nOrigin: https://evil.example\r\nContent-Type: text/plain",
			"Host: localhost:PORT\r\nOrigin: https://evil.example\r\nX-Amz-Invocation-Type: Event" })
	void refusesRequestsOfWebPages(String headers) throws IOException {
		assertThat(post(this.port, InvokeEndpoint.PATH, headers)).startsWith("HTTP/1.1 403")
			.containsIgnoringCase("X-Amzn-ErrorType: AccessDeniedException")
			.doesNotContainIgnoringCase("Access-Control-");
		assertThat(this.invocations).hasValue(0);
	}

	@Test
	void refusesPreflightRequests() throws IOException {
		String answer = send(this.port, "OPTIONS", InvokeEndpoint.PATH,
				"Host: localhost:PORT\r\n" + "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST");
		assertThat(answer).startsWith("HTTP/1.1 403").doesNotContainIgnoringCase("Access-Control-");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: evil.example:PORT", "Host: 127.0.0.1:PORT\r\nOrigin: https://evil.example",
			"Host: 127.0.0.1:PORT\r\nSec-Fetch-Site: cross-site" })
	void runtimeApiRefusesRequestsOfWebPages(String headers) throws IOException {
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30))) {
			CompletableFuture<FunctionAnswer> answer = runtime.invoke("secret".getBytes());
			int runtimePort = Integer.parseInt(runtime.address().replaceFirst(".*:", ""));
			assertThat(send(runtimePort, "GET", "/2018-06-01/runtime/invocation/next", headers))
				.startsWith("HTTP/1.1 403")
				.doesNotContain("secret");
			assertThat(post(runtimePort, "/2018-06-01/runtime/init/error", headers)).startsWith("HTTP/1.1 403");
			assertThat(answer).isNotDone();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/2018-06-01/runtime/invocation/nextX", "/2018-06-01/runtime/invocation/next/",
			"/x/2018-06-01/runtime/invocation/next", "/2018-06-01/runtime/invocation", "/" })
	void runtimeApiRejectsUnknownCalls(String path) throws IOException {
		try (RuntimeApiServer runtime = RuntimeApiServer.start(Duration.ofSeconds(30))) {
			int runtimePort = Integer.parseInt(runtime.address().replaceFirst(".*:", ""));
			assertThat(send(runtimePort, "GET", path, "Host: 127.0.0.1:PORT")).startsWith("HTTP/1.1 404");
		}
	}

	private static String post(int port, String path, String headers) throws IOException {
		return send(port, "POST", path, headers);
	}

	// with a socket, since HTTP clients set some of these headers themselves
	private static String send(int port, String method, String path, String headers) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			String request = method + " " + path + " HTTP/1.1\r\n" + headers.replace("PORT", String.valueOf(port))
					+ "\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
