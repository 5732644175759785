package io.golambda.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

import com.sun.net.httpserver.HttpHandler;

/**
 * The console in the browser. Its implementation is found by a
 * {@link java.util.ServiceLoader}, since it depends on this package.
 */
public interface LocalConsole extends AutoCloseable {

	/**
	 * Returns the observer that must be passed to the function.
	 * @return the listener
	 */
	FunctionListener listener();

	/**
	 * Returns the environment variables with which the function reports to the console.
	 * @return names and values
	 */
	Map<String, String> variables();

	/**
	 * Connects the console to the function.
	 * @param function the function
	 * @return the handler for all requests except those to the Invoke API
	 */
	HttpHandler connect(LocalFunction function);

	/**
	 * Ends streams and loops of the console.
	 */
	@Override
	void close();

	/**
	 * Creates the console.
	 */
	interface Provider {

		/**
		 * Creates the console.
		 * @param url the address of its server
		 * @param eventsFolder the folder with saved events, which may not exist yet
		 * @return the console
		 */
		LocalConsole create(URI url, Path eventsFolder);

	}

}
