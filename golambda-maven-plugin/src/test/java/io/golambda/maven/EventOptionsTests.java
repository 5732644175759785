package io.golambda.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventOptionsTests {

	@TempDir
	Path folder;

	@Test
	void eventIsAFileOrOneMessage() throws Exception {
		Path event = Files.writeString(this.folder.resolve("blue.json"), "{}");
		assertThat(EventOptions.of("invoke", event.toFile(), null, this.folder.toFile()))
			.containsExactly("--event=" + event);
		assertThat(EventOptions.of("invoke", null, "{\"message\":\"blue\"}", this.folder.toFile()))
			.containsExactly("--sqs", "{\"message\":\"blue\"}");
	}

	@Test
	void missingEventIsRefusedWithTheEventsOfTheProject() throws Exception {
		Files.createDirectories(this.folder.resolve("src/test/events"));
		Files.writeString(this.folder.resolve("src/test/events/blue.json"), "{}");
		File missing = this.folder.resolve("green.json").toFile();
		assertThatExceptionOfType(MojoFailureException.class)
			.isThrownBy(() -> EventOptions.of("invoke", missing, null, this.folder.toFile()))
			.withMessage("The file " + missing
					+ " with the event does not exist. The project has src/test/events/blue.json.");
		assertThatExceptionOfType(MojoFailureException.class)
			.isThrownBy(() -> EventOptions.of("cache", null, null, this.folder.toFile()))
			.withMessage("golambda:cache requires an event: -Devent=FILE, or -Dsqs=MESSAGE for an SQS event. "
					+ "The project has src/test/events/blue.json.");
	}

	@Test
	void twoEventsAreRefused() {
		assertThatExceptionOfType(MojoFailureException.class)
			.isThrownBy(() -> EventOptions.of("invoke", this.folder.toFile(), "blue", this.folder.toFile()))
			.withMessageStartingWith("golambda:invoke requires one event, not two: -Devent=FILE, or -Dsqs=MESSAGE");
	}

}
