package io.golambda.lambda;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;

import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.RootLogLevelConfigurator;

import io.golambda.logging.LambdaLogbackProvider;

/**
 * Initializes SLF4J, and captures the plain text that it prints to the standard error
 * output if there are several logging libraries or none.
 */
final class Slf4jInitializer {

	private Slf4jInitializer() {
	}

	/**
	 * Checks that SLF4J uses Logback, which is on the class path.
	 * @throws IllegalStateException if SLF4J has chosen another library
	 */
	static void requireLogback() {
		Class<?> chosen = LoggerFactory.getILoggerFactory().getClass();
		if (!chosen.getName().startsWith("ch.qos.logback.")) {
			throw new IllegalStateException("Several logging libraries for SLF4J are on the class path, and SLF4J has "
					+ "chosen " + chosen.getName() + " from " + location(chosen)
					+ " instead of Logback. Remove that library from the function's dependencies.");
		}
	}

	private static String location(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return (source != null) ? String.valueOf(source.getLocation()) : "the JDK";
	}

	/**
	 * Initializes SLF4J, unless it is already initialized.
	 * @return the messages of SLF4J in one line, empty if there are none
	 */
	static String initialize() {
		PrintStream err = System.err;
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		System.setErr(new PrintStream(messages, true, StandardCharsets.UTF_8));
		try {
			LambdaLogbackProvider.initializeSlf4j(RootLogLevelConfigurator.class);
		}
		catch (NoClassDefFoundError ex) {
			// without Logback
			LoggerFactory.getILoggerFactory();
		}
		finally {
			System.setErr(err);
		}
		return (messages.size() > 0) ? messages.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s*\\R\\s*", " ")
				: "";
	}

}
