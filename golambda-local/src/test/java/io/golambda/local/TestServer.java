package io.golambda.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * A function with its console on a free port, for tests in other packages.
 */
public final class TestServer implements AutoCloseable {

	private final LocalServer server;

	private TestServer(LocalServer server) {
		this.server = server;
	}

	public static TestServer start(LocalFunction.Builder builder, Path eventsFolder) throws IOException {
		return new TestServer(LocalServer.start(0, eventsFolder, builder));
	}

	public URI url() {
		return this.server.url();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
