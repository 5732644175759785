package io.golambda.logging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Which events are above the level that was asked for, where loggers are set to a more
 * verbose one. Safe for use by several threads.
 */
public final class VisibleLevels implements Predicate<ILoggingEvent> {

	private final Level root;

	private final Map<String, Level> levels;

	private final Map<String, Level> known = new ConcurrentHashMap<>();

	/**
	 * Creates the levels.
	 * @param root the level of all loggers that are not named
	 * @param levels the levels of loggers by their names
	 */
	public VisibleLevels(String root, Map<String, String> levels) {
		this.root = Level.toLevel(root, Level.INFO);
		this.levels = new ConcurrentHashMap<>();
		// YAML reads off as false
		levels.forEach((logger, level) -> this.levels.put(logger,
				level.equalsIgnoreCase("false") ? Level.OFF : Level.toLevel(level, this.root)));
	}

	@Override
	public boolean test(ILoggingEvent event) {
		// the number of loggers is bounded, since Logback keeps them all
		return event.getLevel()
			.isGreaterOrEqual(this.known.computeIfAbsent(event.getLoggerName(), this::effectiveLevel));
	}

	private Level effectiveLevel(String logger) {
		for (String name = logger;; name = name.substring(0, name.lastIndexOf('.'))) {
			Level level = this.levels.get(name);
			if (level != null) {
				return level;
			}
			if (name.lastIndexOf('.') < 0) {
				return this.root;
			}
		}
	}

}
