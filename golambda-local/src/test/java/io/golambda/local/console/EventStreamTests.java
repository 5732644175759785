package io.golambda.local.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a page that does not read affects neither the function nor other pages.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventStreamTests {

	private static final int MESSAGES = 500;

	private final EventStream stream = new EventStream();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private HttpServer server;

	@BeforeEach
	void start() throws Exception {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", (exchange) -> {
			try (exchange) {
				this.stream.serve(exchange, "first", Map.of());
			}
		});
		this.server.start();
	}

	@AfterEach
	void close() {
		this.stream.close();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	@Test
	void slowPageIsDisconnectedAndOthersSeeEverything() throws Exception {
		int port = this.server.getAddress().getPort();
		try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port);
				ConsoleClient.Stream fast = new ConsoleClient(URI.create("http://127.0.0.1:" + port)).stream()) {
			slow.getOutputStream()
				.write("GET /api/stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.UTF_8));
			// it is connected when it has received something
			assertThat(slow.getInputStream().read()).isEqualTo('H');
			String text = "x".repeat(64 * 1024);
			for (int i = 1; i <= MESSAGES; i++) {
				this.stream.publish("message", Map.of("number", i, "text", text));
				if (i % 100 == 0) {
					int expected = i + 1;
					fast.await((seen) -> seen.size() >= expected);
				}
			}
			assertThat(fast.events().get(MESSAGES).data().get("number").intValue()).isEqualTo(MESSAGES);
			assertThat(length(slow.getInputStream())).as("until it was disconnected")
				.isLessThan(MESSAGES * (long) text.length());
		}
	}

	// a disconnected page may see a reset
	private static long length(InputStream in) {
		long length = 0;
		byte[] buffer = new byte[64 * 1024];
		try {
			int read;
			while ((read = in.read(buffer)) >= 0) {
				length += read;
			}
		}
		catch (IOException ex) {
			// reset
		}
		return length;
	}

}
