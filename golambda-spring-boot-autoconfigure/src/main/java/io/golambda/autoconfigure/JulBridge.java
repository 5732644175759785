package io.golambda.autoconfigure;

import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.util.ClassUtils;

/**
 * Logs by SLF4J what {@code java.util.logging} logs, if {@code jul-to-slf4j} is present
 * and the application has not configured {@code java.util.logging}, as Spring Boot does.
 */
final class JulBridge {

	private final List<Handler> replaced;

	private JulBridge(List<Handler> replaced) {
		this.replaced = replaced;
	}

	private static boolean isAvailable(ClassLoader classLoader) {
		return ClassUtils.isPresent("org.slf4j.bridge.SLF4JBridgeHandler", classLoader);
	}

	/**
	 * Installs the bridge in place of the default handler.
	 * @return the bridge, or {@code null} if it is not installed or was so before
	 */
	static @Nullable JulBridge install(ClassLoader classLoader) {
		if (!isAvailable(classLoader)) {
			return null;
		}
		Logger root = LogManager.getLogManager().getLogger("");
		Handler[] handlers = root.getHandlers();
		if (handlers.length > 1 || (handlers.length == 1 && !(handlers[0] instanceof ConsoleHandler))) {
			return null;
		}
		for (Handler handler : handlers) {
			root.removeHandler(handler);
		}
		SLF4JBridgeHandler.install();
		return new JulBridge(List.of(handlers));
	}

	/**
	 * Removes the bridge and restores the default handler.
	 */
	void uninstall() {
		SLF4JBridgeHandler.uninstall();
		this.replaced.forEach(LogManager.getLogManager().getLogger("")::addHandler);
	}

	/**
	 * Keeps the levels of {@code java.util.logging} equal to those of Logback, so that
	 * lines below the level cost nothing.
	 */
	static void propagateLevels(LoggerContext logback, ClassLoader classLoader) {
		if (isAvailable(classLoader) && SLF4JBridgeHandler.isInstalled()) {
			LevelChangePropagator propagator = new LevelChangePropagator();
			propagator.setContext(logback);
			propagator.setResetJUL(true);
			logback.addListener(propagator);
			propagator.start();
		}
	}

}
