package io.golambda.test;

import org.slf4j.LoggerFactory;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

import io.golambda.logging.LastingValues;

/**
 * Ends the values that a test sets outside of an invocation, as when it calls a function
 * directly, with that test. Those that the application sets while it starts stay.
 */
final class LastingValuesTestExecutionListener implements TestExecutionListener {

	private static final String END = LastingValuesTestExecutionListener.class.getName();

	@Override
	public void beforeTestMethod(TestContext context) {
		LastingValues values = LastingValues.of(LoggerFactory.getILoggerFactory());
		if (values != null) {
			context.setAttribute(END, values.beginTest());
		}
	}

	@Override
	public void afterTestMethod(TestContext context) {
		if (context.removeAttribute(END) instanceof Runnable end) {
			end.run();
		}
	}

}
