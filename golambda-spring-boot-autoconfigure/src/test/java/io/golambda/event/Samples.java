package io.golambda.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The events in {@code src/test/resources/events}.
 */
final class Samples {

	private Samples() {
	}

	static Event event(String name) {
		try (InputStream file = Samples.class.getResourceAsStream("/events/" + name + ".json")) {
			return Event.of(file.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	record Color(String message) {

	}

}
