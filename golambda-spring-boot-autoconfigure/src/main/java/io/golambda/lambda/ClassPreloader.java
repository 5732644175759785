package io.golambda.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Loads the classes that a start is known to need on a second core, ahead of the thread
 * that starts the application: more than a third of a cold start is reading and verifying
 * classes, one after the other. No class is initialized, so nothing runs earlier than it
 * would; a class that is not there is passed over.
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
		if (!isEnabled(System.getProperty(PROPERTY), System.getenv(ENVIRONMENT_VARIABLE))
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
		try (BufferedReader names = new BufferedReader(new InputStreamReader(this.list, StandardCharsets.US_ASCII))) {
			String name;
			while ((name = names.readLine()) != null) {
				load(name);
			}
		}
		catch (IOException ex) {
			// then the classes are loaded when they are needed, as ever
		}
	}

	private void load(String name) {
		try {
			// asking for the constructors has the JVM verify the class, too
			Class.forName(name, false, this.loader).getDeclaredConstructors();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// another version, or without an optional library: whoever needs it will say
			// so
		}
	}

}
