package io.golambda.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.golambda.lambda.DirectStart;
import io.golambda.logging.LogbackSupport;

/**
 * A kind of file on the class path that names classes which take part in a start. Knows
 * the classes whose work a {@link DirectStart} does as well.
 */
enum StartService {

	/**
	 * Listeners and others of a {@code SpringApplication}.
	 */
	FACTORIES("META-INF/spring.factories") {

		@Override
		@Nullable String obstacle(InputStream file, boolean tracing) throws IOException {
			return StartFactories.obstacle(file, tracing);
		}

	},

	/**
	 * Logging libraries, of which golambda supports Logback.
	 */
	LOGGING_LIBRARIES("META-INF/services/org.slf4j.spi.SLF4JServiceProvider") {

		@Override
		@Nullable String obstacle(InputStream file, boolean tracing) throws IOException {
			return unknown(file, "ch.qos.logback.classic.spi.", " is a logging library besides Logback");
		}

	},

	/**
	 * Configurators of Logback.
	 */
	LOGBACK_CONFIGURATORS("META-INF/services/ch.qos.logback.classic.spi.Configurator") {

		@Override
		@Nullable String obstacle(InputStream file, boolean tracing) throws IOException {
			return unknown(file, "org.springframework.boot.logging.", " configures Logback");
		}

	};

	private static final List<String> OWN = List.of(StartService.class.getPackageName() + ".",
			DirectStart.class.getPackageName() + ".", LogbackSupport.class.getPackageName() + ".");

	private final String path;

	StartService(String path) {
		this.path = path;
	}

	/**
	 * Returns the path of the files on the class path.
	 */
	String path() {
		return this.path;
	}

	/**
	 * Returns why a start must find out by a {@code SpringApplication} what a file names.
	 * @param file the content of the file
	 * @param tracing whether the start includes a {@link TracingStart}
	 * @return the reason, or {@code null} if there is none
	 */
	abstract @Nullable String obstacle(InputStream file, boolean tracing) throws IOException;

	/**
	 * Returns why a start must find out by a {@code SpringApplication} what the files on
	 * a class path name.
	 * @param loader the loader of the class path
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable String obstacle(ClassLoader loader) throws IOException {
		for (StartService service : values()) {
			for (URL file : Collections.list(loader.getResources(service.path))) {
				try (InputStream content = file.openStream()) {
					String obstacle = service.obstacle(content, true);
					if (obstacle != null) {
						return obstacle;
					}
				}
			}
		}
		return null;
	}

	/**
	 * Returns whether a class is one of golambda's.
	 */
	static boolean isOwn(String name) {
		return OWN.stream().anyMatch(name::startsWith);
	}

	private static @Nullable String unknown(InputStream file, String known, String problem) throws IOException {
		List<String> names = new ArrayList<>();
		for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\\R")) {
			names.add(line.replaceFirst("#.*", "").strip());
		}
		return names.stream()
			.filter((name) -> !name.isEmpty() && !name.startsWith(known) && !isOwn(name))
			.findFirst()
			.map((name) -> name + problem)
			.orElse(null);
	}

}
