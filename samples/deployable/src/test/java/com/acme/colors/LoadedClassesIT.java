package com.acme.colors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.golambda.event.Event;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Keeps the start short: each class that a start loads costs time.
 */
class LoadedClassesIT {

	private static final Path TASK_ROOT = Path.of("target", "golambda", "task").toAbsolutePath();

	@TempDir
	Path folder;

	@ParameterizedTest
	@EnumSource
	void startLoadsAtMostFivePercentMoreClassesThanRecorded(Start start) throws Exception {
		LoadedClasses loaded = loadedClasses(start);
		RecordedClasses recorded = RecordedClasses.ofThisBuild();
		if (RecordedClasses.isToBeRecorded()) {
			recorded.write(start, loaded);
		}
		assumeThat(recorded.exists()).as(recorded.howToRecord()).isTrue();
		LoadedClasses before = recorded.read(start);
		assertThat(loaded.total())
			.as("%s loads %d classes, %d were recorded. These packages grew:%n%s%n%s", start, loaded.total(),
					before.total(), loaded.growthSince(before), recorded.howToRecord())
			.isLessThanOrEqualTo(before.total() * 105 / 100);
	}

	@Test
	void startWithSpringAotReadsNoAnnotations() throws Exception {
		assertThat(loadedClasses(Start.SPRING_AOT).numbers().keySet()).as("packages, among them those of annotations")
			.noneMatch((name) -> name.startsWith("jdk.proxy") || name.startsWith("com.sun.proxy"));
	}

	private LoadedClasses loadedClasses(Start start) throws Exception {
		Path log = this.folder.resolve("classes.log");
		try (LocalFunction function = LocalFunction.builder()
			.taskRoot(TASK_ROOT)
			.javaOption("-Xlog:class+load:file=" + log + ":none")
			.javaOption("-Dgolambda.class-preloading.enabled=false")
			.javaOption("-Dspring.aot.enabled=" + (start == Start.SPRING_AOT))
			.start()) {
			assertThat(function.invoke(Event.encapSqs(new Color("blue"))).join().text()).isEqualTo("\"blue\"");
		}
		try (Stream<String> lines = Files.lines(log)) {
			return LoadedClasses.of(lines);
		}
	}

	/**
	 * A way to start the packaged function.
	 */
	enum Start {

		OUT_OF_THE_BOX, SPRING_AOT

	}

}
