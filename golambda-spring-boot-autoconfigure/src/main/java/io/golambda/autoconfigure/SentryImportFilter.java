package io.golambda.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * Leaves out the auto-configurations of Sentry, and golambda's one that needs Sentry,
 * before Spring reads them, unless there is a usable DSN. Does not load any other class
 * without a DSN.
 */
final class SentryImportFilter implements AutoConfigurationImportFilter, EnvironmentAware, PriorityOrdered {

	private static final String SENTRY = "io.sentry.";

	private static final String GOLAMBDA = SentryImportFilter.class.getPackageName() + ".";

	private boolean usable;

	@Override
	public void setEnvironment(Environment environment) {
		this.usable = environment.containsProperty(SentryDsn.PROPERTY) && SentryDsn.isUsable(environment);
	}

	// before the filter of Spring Boot that loads the classes of @ConditionalOnClass
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[autoConfigurations.length];
		for (int i = 0; i < matches.length; i++) {
			String name = autoConfigurations[i];
			matches[i] = this.usable || name == null || !needsSentry(name, metadata);
		}
		return matches;
	}

	private static boolean needsSentry(String name, AutoConfigurationMetadata metadata) {
		return name.startsWith(SENTRY)
				|| (name.startsWith(GOLAMBDA) && metadata.get(name, "ConditionalOnClass", "").startsWith(SENTRY));
	}

}
