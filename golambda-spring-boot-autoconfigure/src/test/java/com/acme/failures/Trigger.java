package com.acme.failures;

import java.util.function.Function;

import io.golambda.error.GolambdaException;
import io.golambda.event.Event;

/**
 * A function that fails with a value.
 */
public final class Trigger implements Function<Event, Object> {

	@Override
	public Object apply(Event event) {
		String trigger = "something wrong";
		throw new GolambdaException("oops").with("trigger", trigger);
	}

}
