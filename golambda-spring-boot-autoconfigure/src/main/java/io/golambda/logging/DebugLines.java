package io.golambda.logging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Marker;

/**
 * Accepts debug lines of all loggers within an invocation that holds back its debug lines
 * in case it fails, or that was sampled to log at debug. The levels of the loggers do not
 * change, so a change by the application takes effect at once. Loggers whose level is
 * less verbose than the root level stay silent, as do the {@link QuietLoggers}.
 * <p>
 * Before the first of these lines, an appender gets a {@link DebugLineFilter}. If it
 * ignores the filter, no debug line is accepted. Safe for use by several threads.
 */
final class DebugLines extends TurboFilter {

	private final LoggerContext logback;

	private final Logger root;

	// bounded, since Logback keeps all loggers
	private final Map<Logger, Path> paths = new ConcurrentHashMap<>();

	private final Set<Appender<ILoggingEvent>> withoutFilter = ConcurrentHashMap.newKeySet();

	private volatile @Nullable MaskedValues masking;

	private DebugLines(LoggerContext logback) {
		this.logback = logback;
		this.root = logback.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		setContext(logback);
	}

	/**
	 * Installs the filter unless it is installed. A new configuration of Logback removes
	 * it.
	 * @param factory the logger factory of SLF4J, possibly not Logback's
	 */
	static void install(ILoggerFactory factory) {
		if (factory instanceof LoggerContext logback) {
			if (!isInstalled(logback)) {
				synchronized (logback) {
					if (!isInstalled(logback)) {
						logback.addTurboFilter(new DebugLines(logback));
					}
				}
			}
			openJul(logback);
		}
	}

	/**
	 * Lets java.util.logging pass debug lines to Logback if Logback controls its levels.
	 * Each change of Logback's root level reverts this.
	 */
	private static void openJul(LoggerContext logback) {
		java.util.logging.Logger julRoot = java.util.logging.Logger.getLogger("");
		java.util.logging.Level level = julRoot.getLevel();
		if (level != null && level.intValue() > java.util.logging.Level.FINE.intValue()
				&& level != java.util.logging.Level.OFF
				&& logback.getCopyOfListenerList().stream().anyMatch(LevelChangePropagator.class::isInstance)) {
			julRoot.setLevel(java.util.logging.Level.FINE);
		}
	}

	private static boolean isInstalled(LoggerContext logback) {
		for (TurboFilter filter : logback.getTurboFilterList()) {
			if (filter instanceof DebugLines) {
				return true;
			}
		}
		return false;
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] params, @Nullable Throwable thrown) {
		if (level.isGreaterOrEqual(logger.getEffectiveLevel())) {
			return FilterReply.NEUTRAL;
		}
		LogContext log = LogContext.find();
		return (log != null && isOpen(logger, level, log)) ? FilterReply.ACCEPT : FilterReply.NEUTRAL;
	}

	/**
	 * Returns whether a line below its logger's level is written or held back in an
	 * invocation.
	 */
	boolean isOpen(Logger logger, Level level, LogContext log) {
		if (!log.isDebug() || !level.isGreaterOrEqual(Level.DEBUG)) {
			return false;
		}
		Level rootLevel = this.root.getEffectiveLevel();
		if (rootLevel == Level.OFF || logger.getEffectiveLevel().toInt() > rootLevel.toInt()) {
			return false;
		}
		Path path = this.paths.computeIfAbsent(logger, this::path);
		return !path.quiet() && isFiltered(path.loggers());
	}

	private Path path(Logger logger) {
		List<Logger> loggers = new ArrayList<>(List.of(logger));
		String name = logger.getName();
		for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
			loggers.add(this.logback.getLogger(name.substring(0, dot)));
		}
		if (logger != this.root) {
			loggers.add(this.root);
		}
		return new Path(List.copyOf(loggers), QuietLoggers.contains(name));
	}

	private boolean isFiltered(List<Logger> loggers) {
		for (Logger logger : loggers) {
			for (Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders(); appenders.hasNext();) {
				if (!isFiltered(appenders.next())) {
					return false;
				}
			}
			if (!logger.isAdditive()) {
				return true;
			}
		}
		return true;
	}

	private boolean isFiltered(Appender<ILoggingEvent> appender) {
		if (DebugLineFilter.isOn(appender)) {
			return true;
		}
		if (this.withoutFilter.contains(appender)) {
			return false;
		}
		synchronized (this.withoutFilter) {
			if (!DebugLineFilter.isOn(appender)) {
				FirstFilter.add(new DebugLineFilter(this, appender), appender);
			}
		}
		if (DebugLineFilter.isOn(appender)) {
			return true;
		}
		if (this.withoutFilter.add(appender)) {
			this.logback.getLogger(DebugLines.class)
				.warn("Loggers of the appender \"{}\" do not log debug lines of failed or sampled invocations, "
						+ "because its class {} ignores filters. Use an appender that extends "
						+ "UnsynchronizedAppenderBase or AppenderBase.", appender.getName(),
						appender.getClass().getName());
		}
		return false;
	}

	/**
	 * Returns the reply of other turbo filters to an event, which one of them may have
	 * accepted.
	 */
	FilterReply replyOfOthers(Logger logger, LoggingEvent event) {
		for (TurboFilter other : this.logback.getTurboFilterList()) {
			if (other != this) {
				List<Marker> markers = event.getMarkerList();
				FilterReply reply = other.decide((markers != null) ? markers.get(0) : null, logger, event.getLevel(),
						event.getMessage(), event.getArgumentArray(), null);
				if (reply != FilterReply.NEUTRAL) {
					return reply;
				}
			}
		}
		return FilterReply.NEUTRAL;
	}

	Logger logger(ILoggingEvent event) {
		return this.logback.getLogger(event.getLoggerName());
	}

	Map<String, @Nullable Object> masked(LoggingEvent event) {
		MaskedValues known = this.masking;
		if (known == null) {
			known = new MaskedValues(EncoderDefaults.of(this.logback));
			this.masking = known;
		}
		return known.withoutMdc(event);
	}

	/**
	 * A logger and its ancestors.
	 */
	private record Path(List<Logger> loggers, boolean quiet) {

	}

}
