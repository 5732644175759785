package io.golambda.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Configures Logback in Lambda to write JSON lines before Spring Boot starts, unless
 * there is a {@code logback.xml}. Logback finds this class as a service.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class LambdaConfigurator extends ContextAwareBase implements Configurator {

	@Override
	public ExecutionStatus configure(LoggerContext context) {
		LambdaEnvironment environment = LambdaEnvironment.current();
		if (!environment.isLambda()) {
			return ExecutionStatus.INVOKE_NEXT_IF_ANY;
		}
		try {
			JsonConsole.install(context, LineFormat.of(environment));
			return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
		}
		catch (NoClassDefFoundError ex) {
			// without logstash-logback-encoder, which the starter brings
			return ExecutionStatus.INVOKE_NEXT_IF_ANY;
		}
	}

}
