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
 * Lets loggers log at debug, whatever their level, within an invocation that keeps its
 * debug lines for the case that it fails, or that was drawn to log at debug. The levels
 * themselves stay as they are, so a change of them counts at once. Loggers whose level is
 * less verbose than the root's stay silent, and so do the {@link QuietLoggers}.
 * <p>
 * An appender gets a {@link DebugLineFilter} before the first of these lines reaches it.
 * If it does not take the filter, the levels stay closed. Safe for use by several
 * threads.
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
	 * Installs them, unless they are there: whoever configures Logback anew removes them.
	 * @param factory SLF4J's, which may be of another library than Logback
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
	 * Has java.util.logging hand its lines to Logback, where that rules its levels: each
	 * change of Logback's root level closes it again.
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
	 * Whether a line below its logger's level is written, or kept, in an invocation.
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
				.warn("The loggers of the appender \"{}\" do not log below their level, neither for the case of a "
						+ "failure nor in sampled invocations, because its class {} ignores filters. Use an appender "
						+ "that extends UnsynchronizedAppenderBase or AppenderBase.", appender.getName(),
						appender.getClass().getName());
		}
		return false;
	}

	/**
	 * What other turbo filters say of an event: it may have been let through by one of
	 * them.
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
	 * A logger and those above it.
	 */
	private record Path(List<Logger> loggers, boolean quiet) {

	}

}
