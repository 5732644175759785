package io.golambda.local.console;

import java.net.URI;
import java.nio.file.Path;

import io.golambda.local.LocalConsole;

/**
 * Creates the console for {@link io.golambda.local.LocalLambda}.
 */
public final class ConsoleProvider implements LocalConsole.Provider {

	/**
	 * Called by the {@link java.util.ServiceLoader}.
	 */
	public ConsoleProvider() {
	}

	@Override
	public LocalConsole create(URI url, Path eventsFolder) {
		return new Console(url, eventsFolder);
	}

}
