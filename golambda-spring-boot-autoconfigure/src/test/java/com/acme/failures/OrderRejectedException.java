package com.acme.failures;

import java.util.Map;

import io.golambda.error.ErrorValues;

/**
 * An exception of the application with values.
 */
public final class OrderRejectedException extends Exception implements ErrorValues {

	private static final long serialVersionUID = 1;

	private final int order;

	public OrderRejectedException(int order, Throwable cause) {
		super("order rejected", cause);
		this.order = order;
	}

	@Override
	public Map<String, Object> values() {
		return Map.of("order", this.order, "password", "hunter2");
	}

}
