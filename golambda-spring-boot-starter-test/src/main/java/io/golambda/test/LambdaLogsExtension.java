package io.golambda.test;

import java.util.Map;
import java.util.Objects;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.slf4j.LoggerFactory;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LastingValues;
import io.golambda.logging.LineFormat;

/**
 * Starts and stops capturing for each test.
 */
final class LambdaLogsExtension
		implements TestInstancePreConstructCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LambdaLogs.class);

	@Override
	public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context) {
		if (instance.getOuterInstance().isEmpty() && !SpringTest.isSpring(context)) {
			// before the constructor, which may set values
			lastingValues().beginTest(Map.of());
		}
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		LineFormat format = SpringTest.isSpring(context) ? SpringTest.lineFormat(context) : null;
		CapturedLogs logs = new CapturedLogs(logback(),
				(format != null) ? format : LineFormat.of(LambdaEnvironment.current()));
		context.getStore(NAMESPACE).put(CapturedLogs.class, logs);
		context.getStore(NAMESPACE).put(LastingValues.class, lastingValues().beginTest(lastingValues().values()));
		logs.start();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		CapturedLogs logs = context.getStore(NAMESPACE).remove(CapturedLogs.class, CapturedLogs.class);
		if (logs != null) {
			logs.stop();
			context.getStore(NAMESPACE).remove(LastingValues.class, Runnable.class).run();
		}
	}

	private static LoggerContext logback() {
		if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
			return logback;
		}
		throw new IllegalStateException("@LambdaLogs requires Logback, but the logging library is "
				+ LoggerFactory.getILoggerFactory().getClass().getName() + ".");
	}

	private static LastingValues lastingValues() {
		return Objects.requireNonNull(LastingValues.of(logback()));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == CapturedLogs.class;
	}

	@Override
	public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getStore(NAMESPACE).get(CapturedLogs.class, CapturedLogs.class);
	}

}
