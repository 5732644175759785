package io.golambda.logging;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.CoreConstants;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The services on the class path by which SLF4J finds Logback, and Logback its
 * configuration. Neither loads nor creates them.
 */
final class LogbackServices {

	private static final String LOGBACK_CORE = "logback-core";

	private static final String LOGBACK_CLASSIC = "logback-classic";

	private LogbackServices() {
	}

	/**
	 * Returns whether SLF4J certainly chooses Logback, and Logback no other configurators
	 * than the given ones.
	 */
	static boolean leadTo(Class<?>... configurators) {
		ClassLoader classLoader = LogbackServices.class.getClassLoader();
		return classLoader == LoggerFactory.class.getClassLoader()
				&& classLoader == LoggerContext.class.getClassLoader()
				&& System.getProperty(CoreConstants.STATUS_LISTENER_CLASS_KEY) == null && haveEqualVersions()
				&& are(SLF4JServiceProvider.class, classLoader, LogbackServiceProvider.class)
				&& are(Configurator.class, classLoader, configurators);
	}

	// Logback warns if the versions of its libraries differ
	private static boolean haveEqualVersions() {
		String core = location(Context.class);
		String classic = location(LoggerContext.class);
		return core != null && classic != null && core.contains(LOGBACK_CORE)
				&& core.equals(classic.replace(LOGBACK_CLASSIC, LOGBACK_CORE));
	}

	/**
	 * Returns whether the types are all services of a kind. Each type is known to be the
	 * only service of that kind in its library. The files of the services are read only
	 * if libraries were merged, since that would load the JDK's classes for URLs.
	 */
	private static boolean are(Class<?> service, ClassLoader classLoader, Class<?>... types) {
		try {
			List<URL> files = Collections.list(classLoader.getResources("META-INF/services/" + service.getName()));
			return (files.size() == types.length && isOneInEachLibrary(files, types))
					|| names(files).equals(names(types));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean isOneInEachLibrary(List<URL> files, Class<?>... types) {
		List<String> left = new ArrayList<>();
		files.forEach((file) -> left.add(file.toString()));
		for (Class<?> type : types) {
			String library = location(type);
			if (library == null || !left.removeIf((file) -> file.contains(library))) {
				return false;
			}
		}
		return true;
	}

	private static @Nullable String location(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return (source != null && source.getLocation() != null) ? source.getLocation().toString() : null;
	}

	private static Set<String> names(List<URL> files) throws IOException {
		Set<String> names = new HashSet<>();
		for (URL file : files) {
			URLConnection connection = file.openConnection();
			connection.setUseCaches(false);
			try (BufferedReader lines = new BufferedReader(
					new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
				lines.lines().map((line) -> line.replaceFirst("#.*", "").strip()).forEach(names::add);
			}
		}
		names.remove("");
		return names;
	}

	private static Set<String> names(Class<?>... types) {
		Set<String> names = new HashSet<>();
		for (Class<?> type : types) {
			names.add(type.getName());
		}
		return names;
	}

}
