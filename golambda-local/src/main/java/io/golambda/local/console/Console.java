package io.golambda.local.console;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.SourceVersion;

import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;

import io.golambda.local.FunctionAnswer;
import io.golambda.local.FunctionListener;
import io.golambda.local.InvocationReport;
import io.golambda.local.LocalConsole;
import io.golambda.local.LocalFunction;
import io.golambda.local.LogLine;
import io.golambda.local.event.EventFiles;
import io.golambda.local.event.JUnitSource;
import io.golambda.local.trace.SpanExport;

/**
 * Connects a function, its history and the API.
 */
final class Console implements LocalConsole {

	private static final String FOLD_FRAMES = "GOLAMBDA_ERROR_FOLDFRAMES";

	private final URI url;

	private final Path eventsFolder;

	private final EventStream stream = new EventStream();

	private final History history = new History(this.stream);

	private volatile @Nullable FunctionState state;

	private volatile @Nullable QueueApi queue;

	Console(URI url, Path eventsFolder) {
		this.url = url;
		this.eventsFolder = eventsFolder;
	}

	@Override
	public FunctionListener listener() {
		return new Listener();
	}

	@Override
	public Map<String, String> variables() {
		Map<String, String> variables = new HashMap<>(
				SpanExport.environment(this.url.resolve(SpanApi.PATH), System.getenv(), getClass().getClassLoader()));
		if (System.getenv(FOLD_FRAMES) == null) {
			// the page folds the frames of an error, and opens them
			variables.put(FOLD_FRAMES, "false");
		}
		return Map.copyOf(variables);
	}

	@Override
	public HttpHandler connect(LocalFunction function) {
		FunctionState connected = new FunctionState(function, this.eventsFolder, this.stream);
		this.state = connected;
		Router router = new Router();
		new FunctionApi(connected, this.stream).addTo(router);
		new EventApi(new EventFiles(this.eventsFolder)).addTo(router);
		new InvocationApi(function, this.history, new JUnitSource(applicationPackage(), this.eventsFolder))
			.addTo(router);
		new SpanApi(this.history).addTo(router);
		QueueApi polling = new QueueApi(function, this.stream);
		this.queue = polling;
		polling.addTo(router);
		new StaticFiles().addTo(router);
		return router;
	}

	// of the class that Lambda's configuration names, too
	private static @Nullable String applicationPackage() {
		String mainClass = System.getenv("MAIN_CLASS");
		return (mainClass != null && mainClass.contains(".") && SourceVersion.isName(mainClass))
				? mainClass.substring(0, mainClass.lastIndexOf('.')) : null;
	}

	@Override
	public void close() {
		QueueApi polling = this.queue;
		if (polling != null) {
			polling.close();
		}
		this.stream.close();
	}

	/**
	 * Passes each change to the history first, then publishes the state of the function.
	 */
	private final class Listener implements FunctionListener {

		@Override
		public void queued(String requestId, byte[] event) {
			Console.this.history.queued(requestId, event);
		}

		@Override
		public void started(String requestId, @Nullable Duration init) {
			Console.this.history.started(requestId, init);
			statusChanged();
		}

		@Override
		public void logged(String requestId, LogLine line) {
			Console.this.history.logged(requestId, line);
		}

		@Override
		public void ended(FunctionAnswer answer, InvocationReport report) {
			Console.this.history.ended(answer, report);
			statusChanged();
		}

		@Override
		public void statusChanged() {
			FunctionState connected = Console.this.state;
			if (connected != null) {
				connected.publish();
			}
		}

	}

}
