package io.golambda.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.lambda.LambdaHandler;

/**
 * The options of {@link LocalLambda}.
 *
 * @param help whether to print the usage only
 * @param handler the handler of the function
 * @param timeout how long an invocation may take
 * @param port the port that accepts events
 * @param concurrency the maximum number of processes
 * @param eventsFolder the folder with saved events for the console
 * @param restart whether the next event runs changed code
 * @param exitWith the process whose end ends this one, or {@code null}
 * @param javaOptions additional JVM options
 * @param taskRoot the unpacked zip with the function, or {@code null} for the class path
 * @param runtimeFolder the folder of the managed runtime, or {@code null} for the runtime
 * client on the class path
 * @param cache the class cache to write, or {@code null} for none
 * @param request the event to send, or {@code null} to accept events
 */
record LocalOptions(boolean help, String handler, Duration timeout, int port, int concurrency, Path eventsFolder,
		boolean restart, @Nullable ProcessHandle exitWith, List<String> javaOptions, @Nullable Path taskRoot,
		@Nullable Path runtimeFolder, @Nullable ClassCache cache, @Nullable FunctionRequest request) {

	private static final Path DEFAULT_EVENTS = Path.of("src", "test", "events");

	static final String USAGE = """
			Usage: LocalLambda [OPTIONS]                  keep the function running and open the console
			       LocalLambda [OPTIONS] --event=FILE     send one event, print the answer and exit
			       LocalLambda [OPTIONS] --sqs MESSAGE... (or --sns, --sns-over-sqs)
			  --handler=HANDLER       the handler as in Lambda's configuration (default: golambda's LambdaHandler)
			  --timeout=SECONDS       how long an invocation may take (default: 300)
			  --port=PORT             the port of the console and of the Invoke API (default: 9000)
			  --concurrency=N         handle up to N events at the same time, each in a process of its own (default: 1)
			  --events=FOLDER         the console's folder of saved events (default: src/test/events)
			  --no-restart            keep the function running when its classes or resources change
			  --tenant-id=ID          with an event, the tenant id of the invocation
			  --exit-with=PID         exit when this process ends, such as the build that started LocalLambda
			  --java-option=OPTION    a JVM option; may be repeated
			  --task-root=FOLDER      an unpacked zip, loaded as by a managed runtime
			  --runtime=FOLDER        with --task-root, the managed runtime: /var/runtime in AWS's image
			  --cache=FILE or FOLDER  write the JDK's cache of the classes that the event needs
			  --help                  print this help""";

	static LocalOptions parse(String... arguments) throws IOException {
		return new Parser(arguments).parse();
	}

	private static final class Parser {

		private final String[] arguments;

		private int next;

		private boolean help;

		private String handler = LambdaHandler.class.getName();

		private int seconds = 300;

		private @Nullable Integer port;

		private @Nullable Integer concurrency;

		private @Nullable Path eventsFolder;

		private boolean restart = true;

		private @Nullable ProcessHandle exitWith;

		private final List<String> javaOptions = new ArrayList<>();

		private @Nullable Path taskRoot;

		private @Nullable Path runtimeFolder;

		private @Nullable ClassCache cache;

		private @Nullable String tenantId;

		private @Nullable Event event;

		Parser(String... arguments) {
			this.arguments = arguments;
		}

		LocalOptions parse() throws IOException {
			while (this.next < this.arguments.length) {
				String argument = this.arguments[this.next++];
				int equals = argument.indexOf('=');
				if (equals >= 0) {
					set(argument.substring(0, equals), argument.substring(equals + 1), argument);
				}
				else {
					set(argument);
				}
			}
			if (this.cache != null && this.event == null && !this.help) {
				throw invalid("--cache requires an event for the training: add one, such as --sqs MESSAGE.");
			}
			if (this.port != null && this.event != null) {
				throw invalid(
						"--port and an event exclude each other: with an event, the function runs once and exits.");
			}
			if (this.event != null && (this.concurrency != null || this.eventsFolder != null || !this.restart)) {
				throw invalid(
						"--concurrency, --events and --no-restart are for the console: remove them, or the event.");
			}
			if (this.runtimeFolder != null && this.taskRoot == null) {
				throw invalid("--runtime requires --task-root=FOLDER, the unpacked zip that it runs.");
			}
			if (this.tenantId != null && this.event == null && !this.help) {
				throw invalid("--tenant-id requires an event: add one, such as --event=FILE.");
			}
			return new LocalOptions(this.help, this.handler, Duration.ofSeconds(this.seconds),
					(this.port != null) ? this.port : 9000, (this.concurrency != null) ? this.concurrency : 1,
					(this.eventsFolder != null) ? this.eventsFolder : DEFAULT_EVENTS, this.restart, this.exitWith,
					List.copyOf(this.javaOptions), this.taskRoot, this.runtimeFolder, this.cache, request());
		}

		private @Nullable FunctionRequest request() {
			if (this.event == null) {
				return null;
			}
			FunctionRequest request = FunctionRequest.of(this.event);
			return (this.tenantId != null) ? request.withTenantId(this.tenantId) : request;
		}

		private void set(String option, String value, String argument) throws IOException {
			if (value.isBlank()) {
				throw invalid("\"" + argument + "\" has no value.");
			}
			switch (option) {
				case "--handler" -> this.handler = value;
				case "--timeout" -> this.seconds = number(argument, value, 1, 5400);
				case "--port" -> this.port = number(argument, value, 0, 65535);
				case "--concurrency" -> this.concurrency = number(argument, value, 1, 100);
				case "--events" -> this.eventsFolder = eventsFolder(value);
				case "--exit-with" -> this.exitWith = process(argument, value);
				case "--java-option" -> this.javaOptions.add(value);
				case "--task-root" -> this.taskRoot = folder(value);
				case "--runtime" -> this.runtimeFolder = folder(value);
				case "--cache" -> this.cache = ClassCache.at(cachePath(value));
				case "--tenant-id" -> this.tenantId = value;
				case "--event" -> setEvent(read(value));
				default -> throw invalid("\"" + argument + "\" is not an option.");
			}
		}

		private void set(String argument) {
			switch (argument) {
				case "--help", "-h" -> this.help = true;
				case "--no-restart" -> this.restart = false;
				case "--sqs" -> setEvent(Event.encapSqs(messages(argument)));
				case "--sns" -> setEvent(Event.encapSns(messages(argument)));
				case "--sns-over-sqs" -> setEvent(Event.encapSnsOverSqs(messages(argument)));
				case "--handler", "--timeout", "--port", "--java-option", "--task-root", "--runtime", "--cache",
						"--exit-with", "--event", "--events", "--concurrency", "--tenant-id" ->
					throw invalid("\"" + argument + "\" requires a value: " + argument + "=VALUE.");
				default -> throw invalid("\"" + argument + "\" is not an option.");
			}
		}

		private void setEvent(Event event) {
			if (this.event != null) {
				throw invalid("Only one event is allowed.");
			}
			this.event = event;
		}

		// all remaining arguments
		private Object[] messages(String option) {
			Object[] messages = Arrays.copyOfRange(this.arguments, this.next, this.arguments.length, Object[].class);
			if (messages.length == 0) {
				throw invalid(option + " must be followed by at least one message.");
			}
			this.next = this.arguments.length;
			return messages;
		}

		// it may not exist yet: the console creates it when it saves the first event
		private static Path eventsFolder(String folder) {
			Path path = path(folder);
			if (Files.exists(path) && !Files.isDirectory(path)) {
				throw invalid(folder + " is a file, not a folder for events.");
			}
			return path;
		}

		private static Path folder(String folder) {
			Path path = path(folder);
			if (!Files.isDirectory(path)) {
				throw invalid("The folder " + folder + " does not exist.");
			}
			return path.toAbsolutePath();
		}

		private static Path cachePath(String file) {
			Path path = path(file).toAbsolutePath();
			if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
				throw invalid("The folder of the cache " + file + " does not exist.");
			}
			return path;
		}

		private static Event read(String file) throws IOException {
			Path path = path(file);
			if (Files.isDirectory(path)) {
				throw invalid(file + " is a folder, not a file with an event.");
			}
			try {
				return Event.of(Files.readAllBytes(path));
			}
			catch (NoSuchFileException ex) {
				throw invalid("The file " + file + " does not exist.");
			}
		}

		private static Path path(String path) {
			try {
				return Path.of(path);
			}
			catch (InvalidPathException ex) {
				throw invalid("\"" + path + "\" is not a path: " + ex.getReason() + ".");
			}
		}

		private static ProcessHandle process(String argument, String value) {
			return ProcessHandle.of(number(argument, value, 1, Integer.MAX_VALUE))
				.orElseThrow(() -> invalid("The process of \"" + argument + "\" has ended, or never ran."));
		}

		private static int number(String argument, String value, int min, int max) {
			try {
				int number = Integer.parseInt(value);
				if (number >= min && number <= max) {
					return number;
				}
			}
			catch (NumberFormatException ex) {
				// reported below
			}
			throw invalid("\"" + argument + "\" is not a number from " + min + " to " + max + ".");
		}

		private static IllegalArgumentException invalid(String message) {
			return new IllegalArgumentException(message);
		}

	}

}
