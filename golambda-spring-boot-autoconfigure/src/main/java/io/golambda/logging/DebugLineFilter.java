package io.golambda.logging;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Holds back the lines that {@link DebugLines} accepts from an appender until their
 * invocation fails.
 */
final class DebugLineFilter extends Filter<ILoggingEvent> {

	private final DebugLines lines;

	private final Appender<ILoggingEvent> appender;

	private final List<LambdaJsonEncoder> encoders = new ArrayList<>();

	DebugLineFilter(DebugLines lines, Appender<ILoggingEvent> appender) {
		this.lines = lines;
		this.appender = appender;
		addEncoders(appender);
	}

	static boolean isOn(Appender<ILoggingEvent> appender) {
		for (Filter<ILoggingEvent> filter : appender.getCopyOfAttachedFiltersList()) {
			if (filter instanceof DebugLineFilter) {
				return true;
			}
		}
		return false;
	}

	private void addEncoders(Appender<?> from) {
		if (from instanceof OutputStreamAppender<?> stream) {
			if (stream.getEncoder() instanceof LambdaJsonEncoder encoder) {
				this.encoders.add(encoder);
			}
		}
		else if (from instanceof AppenderAttachable<?> several) {
			for (Iterator<? extends Appender<?>> inner = several.iteratorForAppenders(); inner.hasNext();) {
				addEncoders(inner.next());
			}
		}
	}

	@Override
	public FilterReply decide(ILoggingEvent event) {
		if (!(event instanceof LoggingEvent logged) || event instanceof HeldEvent) {
			return FilterReply.NEUTRAL;
		}
		Logger logger = this.lines.logger(event);
		if (event.getLevel().isGreaterOrEqual(logger.getEffectiveLevel())) {
			return FilterReply.NEUTRAL;
		}
		LogContext log = LogContext.find();
		if (log == null || !this.lines.isOpen(logger, event.getLevel(), log)) {
			return FilterReply.NEUTRAL;
		}
		FilterReply reply = this.lines.replyOfOthers(logger, logged);
		if (reply != FilterReply.NEUTRAL || log.isSampled()) {
			return (reply == FilterReply.DENY) ? FilterReply.DENY : FilterReply.NEUTRAL;
		}
		log.heldLines().add(hold(logged));
		return FilterReply.DENY;
	}

	private HeldLine hold(LoggingEvent event) {
		if (event.getKeyValuePairs() == null || !event.getKeyValuePairs().contains(HeldEvent.BUFFERED)) {
			event.addKeyValuePair(HeldEvent.BUFFERED);
		}
		Map<LambdaJsonEncoder, byte[]> encoded = new IdentityHashMap<>(2);
		this.encoders.forEach((encoder) -> encoded.put(encoder, encoder.encode(event)));
		HeldEvent held = new HeldEvent(event, encoded);
		if (this.encoders.isEmpty() || !(this.appender instanceof OutputStreamAppender)) {
			held.addValues(this.lines.masked(event));
		}
		return new HeldLine(held, this.appender, held.size());
	}

}
