package com.acme.colors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.golambda.event.Event;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Keeps the start short: each class that a start loads costs time. The sample uses no
 * feature but log lines, and the timeout that is on by default.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadedClassesIT {

	private static final Path TASK_ROOT = Path.of("target", "golambda", "task").toAbsolutePath();

	private final Map<Start, LoadedClasses> loaded = new EnumMap<>(Start.class);

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

	@ParameterizedTest
	@EnumSource
	void featureThatIsOffLoadsNoClass(Start start) throws Exception {
		LoadedClasses loaded = loadedClasses(start);
		assertThat(Stream
			.of("io.golambda.metrics", "io.golambda.tracing", "io.golambda.sentry", "io.micrometer.core",
					"io.micrometer.tracing", "io.opentelemetry", "io.sentry", "software.amazon.awssdk.core", "org.crac",
					"reactor")
			.flatMap((packageName) -> loaded.in(packageName).stream())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void functionWithoutObservationsLoadsNoneOfMicrometer(Start start) throws Exception {
		// a parameter of a method that Spring looks at
		assertThat(loadedClasses(start).in("io.micrometer"))
			.isSubsetOf("io.micrometer.observation.ObservationRegistry");
	}

	@ParameterizedTest
	@EnumSource
	void functionWithoutBatchLoadsOnlyTheTypeOfItsResponse(Start start) throws Exception {
		assertThat(loadedClasses(start).in("io.golambda.batch")).containsExactly("io.golambda.batch.AwsResponse");
	}

	@ParameterizedTest
	@EnumSource
	void functionWithoutIdempotencyLoadsOnlyItsDeclaredTypes(Start start) throws Exception {
		assertThat(loadedClasses(start).in("io.golambda.idempotency")).isSubsetOf("io.golambda.idempotency.Idempotency",
				"io.golambda.idempotency.IdempotencyStore");
	}

	@ParameterizedTest
	@EnumSource
	void functionWithoutSnapStartLoadsOnlyTheDeclaredTypesOfPriming(Start start) throws Exception {
		assertThat(loadedClasses(start).in("io.golambda"))
			.filteredOn((name) -> name.contains("Priming") || name.contains("Checkpoint"))
			.extracting((name) -> name.replaceFirst(".*\\.", ""))
			.isSubsetOf("Priming", "PrimingProperties", "PrimingProperties__BeanDefinitions");
	}

	@ParameterizedTest
	@EnumSource
	void functionThatEndsInTimeLoadsOnlyTheClassesThatWatchIt(Start start) throws Exception {
		assertThat(loadedClasses(start).in("io.golambda.timeout")).extracting((name) -> name.replaceFirst(".*\\.", ""))
			.containsExactlyInAnyOrder("TimeoutInterceptor", "Watchdog", "WatchedInvocation", "WatchedInvocation$State",
					"TimeoutReport$Steps", "FunctionTimeoutException");
	}

	private LoadedClasses loadedClasses(Start start) throws Exception {
		LoadedClasses known = this.loaded.get(start);
		if (known == null) {
			known = load(start);
			this.loaded.put(start, known);
		}
		return known;
	}

	private LoadedClasses load(Start start) throws Exception {
		Path log = this.folder.resolve(start + ".log");
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
