package io.golambda.test;

import java.util.Objects;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.LoggerFactory;

import io.golambda.logging.LastingValues;

/**
 * Captures the lines of each test by itself.
 */
final class LambdaLogsExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LambdaLogs.class);

	@Override
	public void beforeEach(ExtensionContext context) {
		if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext logback)) {
			throw new IllegalStateException(
					"@LambdaLogs captures what is logged by Logback, but the logging library is "
							+ LoggerFactory.getILoggerFactory().getClass().getName() + ".");
		}
		CapturedLogs logs = new CapturedLogs(logback, SpringTest.lineFormat(context));
		context.getStore(NAMESPACE).put(CapturedLogs.class, logs);
		context.getStore(NAMESPACE)
			.put(LastingValues.class, Objects.requireNonNull(LastingValues.of(logback)).beginTest());
		logs.start();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		context.getStore(NAMESPACE).remove(CapturedLogs.class, CapturedLogs.class).stop();
		context.getStore(NAMESPACE).remove(LastingValues.class, Runnable.class).run();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == CapturedLogs.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(NAMESPACE).get(CapturedLogs.class, CapturedLogs.class);
	}

}
