package io.golambda.integration.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.acme.console.OrdersApplication;
import org.awaitility.Awaitility;

import io.golambda.local.LocalLambda;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console and its function as a user starts them, in processes of their own.
 */
final class ConsoleServer implements AutoCloseable {

	private final Path folder;

	private final List<String> options;

	private final int port;

	private Process process;

	/**
	 * Starts the console.
	 * @param folder the folder for events and output
	 * @param options more options of {@link LocalLambda}
	 */
	ConsoleServer(Path folder, String... options) throws IOException {
		this.folder = folder;
		this.options = List.of(options);
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = free.getLocalPort();
		}
		Files.createDirectories(eventsFolder());
		start();
	}

	Path eventsFolder() {
		return this.folder.resolve("events");
	}

	URI url() {
		return URI.create("http://localhost:" + this.port + "/");
	}

	void start() throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), LocalLambda.class.getName(),
						"--port=" + this.port, "--events=" + eventsFolder(), "--java-option=-XX:TieredStopAtLevel=1",
						"--exit-with=" + ProcessHandle.current().pid()));
		command.addAll(this.options);
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("MAIN_CLASS", OrdersApplication.class.getName());
		builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "orders");
		builder.redirectErrorStream(true).redirectOutput(this.folder.resolve("console.log").toFile());
		this.process = builder.start();
		awaitAnswer();
	}

	private void awaitAnswer() {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(url()).timeout(Duration.ofSeconds(5)).build();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptionsInstanceOf(IOException.class)
			.failFast(() -> assertThat(this.process.isAlive()).as(this::log).isTrue())
			.until(() -> client.send(request, BodyHandlers.discarding()).statusCode() == 200);
	}

	private String log() {
		try {
			return "The console ended: " + Files.readString(this.folder.resolve("console.log"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
