package io.golambda.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.CoreConstants;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.Reporter;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Provides SLF4J with Logback and golambda's JSON console, without the searches by which
 * SLF4J and Logback find the same. SLF4J creates it. Used by golambda's handler.
 */
public final class LambdaLogbackProvider extends LogbackServiceProvider {

	/**
	 * Called by SLF4J.
	 */
	public LambdaLogbackProvider() {
	}

	/**
	 * Initializes SLF4J, unless it is already initialized. Does so as ever if SLF4J could
	 * choose another library, or Logback another configuration.
	 * @param configurator the configurator of Logback that precedes golambda's without
	 * effect
	 */
	public static void initializeSlf4j(Class<?> configurator) {
		if (System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) != null
				|| System.getProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY) != null
				|| !LogbackServices.leadTo(LambdaConfigurator.class, configurator)) {
			LoggerFactory.getILoggerFactory();
			return;
		}
		System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LambdaLogbackProvider.class.getName());
		// it prints that the property is set
		System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
		try {
			LoggerFactory.getILoggerFactory();
		}
		finally {
			System.clearProperty(LoggerFactory.PROVIDER_PROPERTY_KEY);
			System.clearProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY);
		}
	}

	@Override
	public void initialize() {
		LoggerContext context = (LoggerContext) getLoggerFactory();
		try {
			context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
			context.setMDCAdapter(getMDCAdapter());
			JsonConsole.addTo(context, LineFormat.of(LambdaEnvironment.current()));
		}
		catch (NoClassDefFoundError ex) {
			// without logstash-logback-encoder, which the starter brings
			super.initialize();
		}
	}

}
