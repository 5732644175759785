package com.acme.logs;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * A configurator of Logback that announces itself.
 */
public class OwnConfigurator extends ContextAwareBase implements Configurator {

	@Override
	public ExecutionStatus configure(LoggerContext context) {
		System.out.println("by the own configurator");
		return ExecutionStatus.INVOKE_NEXT_IF_ANY;
	}

}
