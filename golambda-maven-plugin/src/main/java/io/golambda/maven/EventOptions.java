package io.golambda.maven;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The options of the local runtime that select an event.
 */
final class EventOptions {

	private EventOptions() {
	}

	/**
	 * Returns the options for an event.
	 * @param goal the goal that requires the event, for messages
	 * @param event the file with the event, or {@code null}
	 * @param sqs the message of an SQS event, or {@code null}
	 * @param project the folder of the project
	 */
	static List<String> of(String goal, @Nullable File event, @Nullable String sqs, File project)
			throws MojoFailureException {
		if ((event == null) == (sqs == null)) {
			throw new MojoFailureException(
					"golambda:" + goal + " requires " + ((event == null) ? "an event" : "one event, not two")
							+ ": -Devent=FILE, or -Dsqs=MESSAGE for an SQS event." + available(project));
		}
		if (sqs != null) {
			return List.of("--sqs", sqs);
		}
		if (!event.isFile()) {
			throw new MojoFailureException(
					"The file " + event + " with the event does not exist." + available(project));
		}
		return List.of("--event=" + event);
	}

	private static String available(File project) {
		File[] files = new File(project, "src/test/events").listFiles((folder, name) -> name.endsWith(".json"));
		return (files == null || files.length == 0) ? ""
				: Stream.of(files)
					.map((file) -> "src/test/events/" + file.getName())
					.sorted()
					.collect(Collectors.joining(", ", " The project has ", "."));
	}

}
