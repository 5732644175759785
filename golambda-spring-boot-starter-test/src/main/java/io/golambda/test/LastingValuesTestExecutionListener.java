package io.golambda.test;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

import io.golambda.logging.LastingValues;

/**
 * Adds the values that the application has set during its start to the lines of its
 * tests, and removes the values that a test sets outside an invocation, for example by
 * calling a function directly, after that test.
 */
final class LastingValuesTestExecutionListener implements TestExecutionListener, Ordered {

	private static final String NAME = LastingValuesTestExecutionListener.class.getName();

	@Override
	public void prepareTestInstance(TestContext context) {
		LastingValues values = LastingValues.of(LoggerFactory.getILoggerFactory());
		if (values == null || find(context.hasApplicationContext() ? context.getApplicationContext() : null) != null) {
			return;
		}
		Runnable end = context.hasApplicationContext() ? null : values.beginTest(Map.of());
		try {
			SingletonBeanRegistry beans = beans(context.getApplicationContext());
			if (beans != null) {
				beans.registerSingleton(NAME, new ValuesOfApplication(values.values()));
			}
		}
		finally {
			if (end != null) {
				end.run();
			}
		}
	}

	@Override
	public void beforeTestMethod(TestContext context) {
		LastingValues values = LastingValues.of(LoggerFactory.getILoggerFactory());
		if (values != null) {
			ValuesOfApplication own = find(context.getApplicationContext());
			context.setAttribute(NAME, values.beginTest((own != null) ? own.values() : values.values()));
		}
	}

	@Override
	public void afterTestMethod(TestContext context) {
		if (context.removeAttribute(NAME) instanceof Runnable end) {
			end.run();
		}
	}

	private static @Nullable ValuesOfApplication find(@Nullable ApplicationContext application) {
		SingletonBeanRegistry beans = (application != null) ? beans(application) : null;
		return (beans != null && beans.getSingleton(NAME) instanceof ValuesOfApplication values) ? values : null;
	}

	private static @Nullable SingletonBeanRegistry beans(ApplicationContext application) {
		return (application.getAutowireCapableBeanFactory() instanceof SingletonBeanRegistry beans) ? beans : null;
	}

	// before the first listener that loads the application context
	@Override
	public int getOrder() {
		return DependencyInjectionTestExecutionListener.ORDER - 50;
	}

	/**
	 * The values that an application has set during its start.
	 */
	private record ValuesOfApplication(Map<String, @Nullable Object> values) {

	}

}
