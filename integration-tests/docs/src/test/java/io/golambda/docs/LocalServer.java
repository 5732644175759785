package io.golambda.docs;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.golambda.local.LocalLambda;

/**
 * The local runtime with the function of a page, in a process of its own.
 */
final class LocalServer implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(30);

	private final Process process;

	private final int port;

	private LocalServer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static LocalServer start(Path classes) throws IOException, InterruptedException {
		int port = freePort();
		// without the applications of these tests
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((element) -> !Path.of(element).endsWith("integration-tests/docs/target/test-classes"))
			.collect(Collectors.joining(File.pathSeparator, classes + File.pathSeparator, ""));
		Path log = Files.createTempFile("local-lambda", ".log");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", classPath, LocalLambda.class.getName(), "--port=" + port)
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		LocalServer server = new LocalServer(process, port);
		Instant limit = Instant.now().plus(START_LIMIT);
		while (!server.accepts()) {
			if (!process.isAlive() || Instant.now().isAfter(limit)) {
				server.close();
				throw new IOException("The local runtime did not start: " + Files.readString(log));
			}
			Thread.sleep(100);
		}
		return server;
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
	}

	private boolean accepts() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
