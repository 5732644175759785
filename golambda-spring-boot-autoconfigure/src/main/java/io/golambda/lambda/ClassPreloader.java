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
 * Loads the classes that a start needs in a second thread, ahead of the thread that
 * starts the application: more than a third of a cold start is reading and verifying
 * classes. Only two harmless classes are initialized, so no code runs earlier than
 * without preloading. Missing classes are skipped.
 * <p>
 * {@code samples/benchmarks} generates the list. Classes that a start uses, not only
 * mentions, have a mark and are verified as well.
 */
final class ClassPreloader implements Runnable {

	/**
	 * The system property that disables preloading.
	 */
	static final String PROPERTY = "golambda.class-preloading.enabled";

	private static final String ENVIRONMENT_VARIABLE = "GOLAMBDA_CLASSPRELOADING_ENABLED";

	static final String LIST = "preloaded-classes.txt";

	static final String VERIFIED = "+";

	// slow initializers without side effects
	private static final List<String> INITIALIZED = List.of("java.math.BigDecimal",
			"tools.jackson.databind.util.StdDateFormat");

	// not needed with Spring AOT, where metadata of unused classes may cost a garbage
	// collection
	private static final List<String> READING_CONFIGURATION = List.of("org.springframework.asm.",
			"org.springframework.cglib.", "org.springframework.core.type.",
			"org.springframework.boot.autoconfigure.condition.",
			"org.springframework.context.annotation.ConfigurationClass", "org.springframework.beans.factory.parsing.",
			"org.springframework.beans.factory.xml.", "java.lang.classfile.", "jdk.internal.classfile.");

	private static final int PROBES = 20;

	// loading a class from a jar takes ten times as long
	private static final long CACHED_NANOS = 30_000;

	private final ClassLoader loader;

	private final InputStream list;

	private ClassPreloader(ClassLoader loader, InputStream list) {
		this.loader = loader;
		this.list = list;
	}

	/**
	 * Starts loading in the background, unless it is disabled or there is only one core.
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
		INITIALIZED.forEach((name) -> load(name, true, false));
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(this.list, StandardCharsets.US_ASCII))) {
			List<String> names = reader.lines().toList();
			if (!areCached(names.subList(Math.max(0, names.size() - PROBES), names.size()))) {
				names.stream().filter(ClassPreloader::isNeeded).forEach(this::load);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// the classes are loaded when they are needed
		}
	}

	// called late, because the start decides meanwhile whether AOT is used
	private static boolean isNeeded(String name) {
		for (String prefix : READING_CONFIGURATION) {
			if (name.startsWith(prefix, name.startsWith(VERIFIED) ? VERIFIED.length() : 0)) {
				return !AotDetector.useGeneratedArtifacts();
			}
		}
		return true;
	}

	// with the JDK's class cache, preloading has no benefit
	private boolean areCached(List<String> probes) {
		long start = System.nanoTime();
		probes.forEach(this::load);
		return System.nanoTime() - start < probes.size() * CACHED_NANOS;
	}

	private void load(String line) {
		boolean verify = line.startsWith(VERIFIED);
		load(verify ? line.substring(VERIFIED.length()) : line, false, verify);
	}

	private void load(String name, boolean initialize, boolean verify) {
		try {
			Class<?> type = Class.forName(name, initialize, this.loader);
			if (verify) {
				// verifies the class
				type.getDeclaredConstructors();
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// another version or a missing optional library; reported where the class is
			// needed
		}
	}

}
