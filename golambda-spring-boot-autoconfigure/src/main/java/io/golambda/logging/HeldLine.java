package io.golambda.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;

/**
 * A line that is written if its invocation fails.
 *
 * @param event the event
 * @param appender the appender that writes it
 * @param size about how many bytes it takes in memory
 */
record HeldLine(HeldEvent event, Appender<ILoggingEvent> appender, int size) {

	void write() {
		try {
			this.appender.doAppend(this.event);
		}
		catch (RuntimeException | LinkageError ex) {
			// which must not take the place of the function's error
		}
	}

}
