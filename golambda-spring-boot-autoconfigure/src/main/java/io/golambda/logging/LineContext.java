package io.golambda.logging;

import java.util.Map;

import ch.qos.logback.classic.spi.LoggerContextVO;
import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;

/**
 * The invocation in which an event was logged, for appenders that write the event in
 * another thread. It extends the description of Logback's context, which every event
 * carries.
 */
final class LineContext extends LoggerContextVO {

	private static final long serialVersionUID = 1L;

	private final transient Invocation invocation;

	private final transient Map<String, @Nullable Object> values;

	LineContext(LoggerContextVO logback, Invocation invocation) {
		super(logback.getName(), logback.getPropertyMap(), logback.getBirthTime());
		this.invocation = invocation;
		this.values = invocation.values();
	}

	Invocation invocation() {
		return this.invocation;
	}

	Map<String, @Nullable Object> values() {
		return this.values;
	}

	// an invocation is not serializable
	private Object writeReplace() {
		return new LoggerContextVO(getName(), getPropertyMap(), getBirthTime());
	}

}
