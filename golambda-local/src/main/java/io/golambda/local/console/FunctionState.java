package io.golambda.local.console;

import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.golambda.local.FunctionStatus;
import io.golambda.local.LocalFunction;

/**
 * The state of the function as the page shows it. Thread-safe.
 */
final class FunctionState {

	private final LocalFunction function;

	private final Path eventsFolder;

	private final EventStream stream;

	private @Nullable View published;

	FunctionState(LocalFunction function, Path eventsFolder, EventStream stream) {
		this.function = function;
		this.eventsFolder = eventsFolder;
		this.stream = stream;
	}

	View current() {
		FunctionStatus status = this.function.status();
		return new View(status.name(), status.handler(), status.state().name().toLowerCase(Locale.ROOT),
				status.concurrency(), status.timeout().toSeconds(), status.runsLambdaClient() ? "lambda" : "golambda",
				System.getProperty("java.version"), status.restarts(), status.lastRestartReason(),
				status.pendingChange(), this.eventsFolder.toString());
	}

	/**
	 * Publishes the state if it has changed.
	 */
	synchronized void publish() {
		View current = current();
		if (!current.equals(this.published)) {
			this.published = current;
			this.stream.publish("function", current);
		}
	}

	/**
	 * The JSON of the state.
	 */
	record View(String name, String handler, String state, int concurrency, long timeoutSeconds, String runtime,
			String javaVersion, int restarts, @Nullable String lastRestartReason, @Nullable String pendingChange,
			String eventsFolder) {

	}

}
