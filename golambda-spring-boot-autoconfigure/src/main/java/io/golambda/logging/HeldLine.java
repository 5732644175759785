package io.golambda.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;

/**
 * A line that is written if its invocation fails.
 *
 * @param event the event
 * @param appender the appender that writes the event
 * @param size the approximate size in memory in bytes
 */
record HeldLine(HeldEvent event, Appender<ILoggingEvent> appender, int size) {

	void write() {
		try {
			this.appender.doAppend(this.event);
		}
		catch (RuntimeException | LinkageError ex) {
			// must not replace the error of the function
		}
	}

}
