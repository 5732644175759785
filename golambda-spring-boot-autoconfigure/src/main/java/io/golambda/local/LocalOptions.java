package io.golambda.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.golambda.event.Event;
import io.golambda.lambda.LambdaHandler;

/**
 * What {@link LocalLambda} was asked for.
 *
 * @param handler the function's handler
 * @param timeout how long an invocation may take
 * @param port where events are sent to
 * @param taskRoot the unpacked zip with the function, or {@code null} for the class path
 * @param cache where to write the JDK's cache of classes, or {@code null} for none
 * @param event the one event to send, or {@code null} to wait for events
 */
record LocalOptions(String handler, Duration timeout, int port, @Nullable Path taskRoot, @Nullable Path cache,
		@Nullable Event event) {

	private static final String USAGE = "Usage: LocalLambda [--handler=HANDLER] [--timeout=SECONDS] "
			+ "[--task-root=FOLDER] [--cache=FILE] [--port=PORT | --event=FILE | --sqs MESSAGE... | --sns MESSAGE... | --sns-over-sqs MESSAGE...]";

	static LocalOptions parse(String... arguments) throws IOException {
		String handler = LambdaHandler.class.getName();
		int seconds = 300;
		int port = 9000;
		Path taskRoot = null;
		Path cache = null;
		Event event = null;
		for (int i = 0; i < arguments.length && event == null; i++) {
			String argument = arguments[i];
			String value = argument.substring(argument.indexOf('=') + 1);
			Object[] messages = Arrays.copyOfRange(arguments, i + 1, arguments.length, Object[].class);
			switch (argument.replaceFirst("=.*", "=")) {
				case "--handler=" -> handler = value;
				case "--timeout=" -> seconds = number(argument, value, 1, 5400);
				case "--port=" -> port = number(argument, value, 0, 65535);
				case "--task-root=" -> taskRoot = folder(value);
				case "--cache=" -> cache = Path.of(value).toAbsolutePath();
				case "--event=" -> event = read(value);
				case "--sqs" -> event = Event.encapSqs(atLeastOne(argument, messages));
				case "--sns" -> event = Event.encapSns(atLeastOne(argument, messages));
				case "--sns-over-sqs" -> event = Event.encapSnsOverSqs(atLeastOne(argument, messages));
				default -> throw wrong("\"" + argument + "\" is no option.");
			}
		}
		if (cache != null && event == null) {
			throw wrong("--cache needs an event to learn from: give one behind it, as by --sqs MESSAGE.");
		}
		return new LocalOptions(handler, Duration.ofSeconds(seconds), port, taskRoot, cache, event);
	}

	private static Path folder(String folder) {
		if (!Files.isDirectory(Path.of(folder))) {
			throw wrong("There is no folder " + folder + ".");
		}
		return Path.of(folder);
	}

	private static Event read(String file) throws IOException {
		try {
			return Event.of(Files.readAllBytes(Path.of(file)));
		}
		catch (NoSuchFileException ex) {
			throw wrong("There is no file " + file + ".");
		}
	}

	private static Object[] atLeastOne(String option, Object[] messages) {
		if (messages.length == 0) {
			throw wrong(option + " is to be followed by at least one message.");
		}
		return messages;
	}

	private static int number(String argument, String value, int min, int max) {
		try {
			int number = Integer.parseInt(value);
			if (number >= min && number <= max) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// told below
		}
		throw wrong("\"" + argument + "\" is not a number from " + min + " to " + max + ".");
	}

	private static IllegalArgumentException wrong(String what) {
		return new IllegalArgumentException(what + System.lineSeparator() + USAGE);
	}

}
