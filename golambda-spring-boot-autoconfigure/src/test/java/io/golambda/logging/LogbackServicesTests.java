package io.golambda.logging;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.OnConsoleStatusListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.SLF4JServiceProvider;
import org.springframework.boot.logging.logback.RootLogLevelConfigurator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the first initialization of SLF4J in class loaders of their own, as Lambda's
 * managed runtime loads a function.
 */
class LogbackServicesTests {

	@TempDir
	private Path folder;

	@Test
	void searchesForNothingIfOnlyGolambdaConfiguresLogback() throws Exception {
		assertThat(started()).isEqualTo(new Started(true, "info CONSOLE", "").toString());
	}

	@Test
	void configuratorOfTheApplicationTakesPrecedence() throws Exception {
		addService(Configurator.class, OwnConfigurator.class);
		assertThat(started()).startsWith("Started[direct=false, root=error none");
	}

	@Test
	void severalProvidersAreReported() throws Exception {
		addService(SLF4JServiceProvider.class, LogbackServiceProvider.class);
		addService(SLF4JServiceProvider.class, OwnProvider.class);
		assertThat(started()).startsWith("Started[direct=false")
			.contains("Class path contains multiple SLF4J providers");
	}

	@Test
	void statusListenerIsInstalled() throws Exception {
		System.setProperty("logback.statusListenerClass", OnConsoleStatusListener.class.getName());
		try {
			assertThat(started()).startsWith("Started[direct=false");
		}
		finally {
			System.clearProperty("logback.statusListenerClass");
		}
	}

	@Test
	void systemPropertyOfSlf4jIsKept() throws Exception {
		System.setProperty("slf4j.provider", OwnProvider.class.getName());
		try {
			assertThat(started()).startsWith("Started[direct=false").contains(OwnProvider.class.getName());
			assertThat(System.getProperty("slf4j.provider")).isEqualTo(OwnProvider.class.getName());
		}
		finally {
			System.clearProperty("slf4j.provider");
		}
	}

	@Test
	void systemPropertiesOfSlf4jDoNotStay() throws Exception {
		started();
		assertThat(System.getProperties()).doesNotContainKeys("slf4j.provider", "slf4j.internal.verbosity");
	}

	private void addService(Class<?> service, Class<?> type) throws IOException {
		Path file = this.folder.resolve("META-INF/services").resolve(service.getName());
		Files.createDirectories(file.getParent());
		Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "# own\n") + type.getName() + "\n");
	}

	private String started() throws Exception {
		List<URL> urls = new ArrayList<>(List.of(this.folder.toUri().toURL()));
		for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(Path.of(path).toUri().toURL());
		}
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			return (String) ((Callable<?>) loader.loadClass(Start.class.getName()).getConstructor().newInstance())
				.call();
		}
	}

	record Started(boolean direct, String root, String printed) {

	}

	/**
	 * Initializes SLF4J and describes the result.
	 */
	public static final class Start implements Callable<String> {

		@Override
		public String call() {
			PrintStream err = System.err;
			ByteArrayOutputStream printed = new ByteArrayOutputStream();
			System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
			try {
				LambdaLogbackProvider.initializeSlf4j(RootLogLevelConfigurator.class);
			}
			finally {
				System.setErr(err);
			}
			LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
			assertThat(logback.isStarted()).isTrue();
			assertThat(logback.getName()).isEqualTo("default");
			MDC.put("key", "value");
			assertThat(logback.getMDCAdapter().get("key")).isEqualTo("value");
			assertThat(MarkerFactory.getMarker("own").getName()).isEqualTo("own");
			Logger root = logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
			boolean console = root.getAppender("CONSOLE") != null;
			boolean direct = logback.getStatusManager()
				.getCopyOfStatusList()
				.stream()
				.noneMatch((status) -> status.getMessage().contains("configurators discovered as a service"));
			return new Started(direct, root.getLevel().toString().toLowerCase() + (console ? " CONSOLE" : " none"),
					printed.toString(StandardCharsets.UTF_8))
				.toString();
		}

	}

	/**
	 * A configurator of the application.
	 */
	public static final class OwnConfigurator extends ContextAwareBase implements Configurator {

		@Override
		public ExecutionStatus configure(LoggerContext context) {
			context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(ch.qos.logback.classic.Level.ERROR);
			return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
		}

	}

	/**
	 * Another provider of the application.
	 */
	public static final class OwnProvider extends LogbackServiceProvider {

	}

}
