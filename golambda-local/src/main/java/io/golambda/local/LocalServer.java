package io.golambda.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * A function with its console and Lambda's Invoke API on one port.
 *
 * @param console the console
 * @param function the function
 * @param endpoint the Invoke API, which closes the server
 */
record LocalServer(LocalConsole console, LocalFunction function, InvokeEndpoint endpoint) implements AutoCloseable {

	/**
	 * Starts the server and the function.
	 * @param port the port, or 0 for a free one
	 * @param eventsFolder the folder with saved events
	 * @param builder the function
	 */
	static LocalServer start(int port, Path eventsFolder, LocalFunction.Builder builder) throws IOException {
		LoopbackServer server = InvokeEndpoint.bind(port);
		LocalConsole console = provider().create(URI.create("http://localhost:" + server.port()), eventsFolder);
		try {
			LocalFunction function = builder.listener(console.listener()).environment(console.variables()).start();
			InvokeEndpoint endpoint = new InvokeEndpoint(server, function.environment().functionName(),
					function::invoke, console.connect(function));
			return new LocalServer(console, function, endpoint);
		}
		catch (IOException | RuntimeException ex) {
			console.close();
			server.close();
			throw ex;
		}
	}

	private static LocalConsole.Provider provider() {
		return ServiceLoader.load(LocalConsole.Provider.class, LocalServer.class.getClassLoader())
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"The console is missing: the jar of golambda-local must include META-INF/services."));
	}

	/**
	 * Returns the address of the console.
	 */
	URI url() {
		return URI.create(this.endpoint.url()).resolve("/");
	}

	@Override
	public void close() {
		// first, so that the console does not wait for its invocations
		this.function.close();
		this.console.close();
		this.endpoint.close();
	}

}
