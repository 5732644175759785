package io.golambda.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Loads the classes that a start is known to need on a second core, ahead of the thread
 * that starts the application: more than a third of a cold start is reading and verifying
 * classes, one after the other. None but two harmless ones are initialized, so nothing
 * runs earlier than it would; a class that is not there is passed over.
 * <p>
 * The list is written by {@code samples/benchmarks}, see there.
 */
final class ClassPreloader implements Runnable {

	/**
	 * The system property that switches it off.
	 */
	static final String PROPERTY = "golambda.class-preloading.enabled";

	private static final String ENVIRONMENT_VARIABLE = "GOLAMBDA_CLASSPRELOADING_ENABLED";

	static final String LIST = "preloaded-classes.txt";

	// these two compute a while, need nothing but the JDK and change nothing outside
	private static final List<String> INITIALIZED = List.of("java.math.BigDecimal",
			"tools.jackson.databind.util.StdDateFormat");

	// with Spring AOT this was done when the application was built, and metadata of
	// classes that nobody needs may cost a garbage collection
	private static final List<String> READING_CONFIGURATION = List.of("org.springframework.asm.",
			"org.springframework.cglib.", "org.springframework.core.type.",
			"org.springframework.boot.autoconfigure.condition.",
			"org.springframework.context.annotation.ConfigurationClass", "org.springframework.beans.factory.parsing.",
			"org.springframework.beans.factory.xml.", "java.lang.classfile.", "jdk.internal.classfile.");

	private static final int PROBES = 20;

	// from a jar a class takes ten times as long
	private static final long CACHED_NANOS = 30_000;

	private final ClassLoader loader;

	private final InputStream list;

	private ClassPreloader(ClassLoader loader, InputStream list) {
		this.loader = loader;
		this.list = list;
	}

	/**
	 * Starts loading in the background, if it is not switched off and there is a core for
	 * it.
	 */
	static void start() {
		if (!isEnabled(System.getProperty(PROPERTY),
				LambdaEnvironment.current().variable(ENVIRONMENT_VARIABLE).orElse(null))
				|| Runtime.getRuntime().availableProcessors() < 2) {
			return;
		}
		InputStream list = ClassPreloader.class.getResourceAsStream(LIST);
		if (list != null) {
			Thread thread = new Thread(new ClassPreloader(ClassPreloader.class.getClassLoader(), list),
					"golambda-class-preloader");
			thread.setDaemon(true);
			thread.start();
		}
	}

	static boolean isEnabled(@Nullable String property, @Nullable String variable) {
		return !"false".equalsIgnoreCase((property != null) ? property : variable);
	}

	@Override
	public void run() {
		INITIALIZED.forEach((name) -> load(name, true));
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(this.list, StandardCharsets.US_ASCII))) {
			List<String> names = reader.lines().toList();
			if (!areCached(names.subList(Math.max(0, names.size() - PROBES), names.size()))) {
				names.stream().filter(ClassPreloader::isNeeded).forEach((name) -> load(name, false));
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// then the classes are loaded when they are needed, as ever
		}
	}

	// asked late, since the start decides meanwhile
	private static boolean isNeeded(String name) {
		for (String prefix : READING_CONFIGURATION) {
			if (name.startsWith(prefix)) {
				return !AotDetector.useGeneratedArtifacts();
			}
		}
		return true;
	}

	// out of the JDK's cache they come too fast for this to be of any use
	private boolean areCached(List<String> probes) {
		long start = System.nanoTime();
		probes.forEach((name) -> load(name, false));
		return System.nanoTime() - start < probes.size() * CACHED_NANOS;
	}

	private void load(String name, boolean initialize) {
		try {
			// asking for the constructors has the JVM verify the class, too
			Class.forName(name, initialize, this.loader).getDeclaredConstructors();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// another version, or without an optional library: whoever needs it will say
			// so
		}
	}

}
