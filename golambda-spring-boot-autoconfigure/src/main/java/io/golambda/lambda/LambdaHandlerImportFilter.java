package io.golambda.lambda;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Leaves out what cannot matter to a function under {@link LambdaHandler}, before Spring
 * reads it: what serves Spring Cloud Function's own handler, its endpoint for web
 * applications, and Kotlin where there is none.
 */
final class LambdaHandlerImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	/**
	 * Set by {@link LambdaHandler}, and by nobody else.
	 */
	static final String PROPERTY = "golambda.internal.lambda-handler";

	private static final Set<String> LEFT_OUT = Set.of("io.golambda.autoconfigure.FunctionInvokerAutoConfiguration",
			"org.springframework.cloud.function.adapter.aws.AWSCompanionAutoConfiguration",
			"org.springframework.cloud.function.context.config.FunctionsEndpointAutoConfiguration");

	private static final String KOTLIN = "org.springframework.cloud.function.context.config."
			+ "KotlinLambdaToFunctionAutoConfiguration";

	private boolean underLambdaHandler;

	@Override
	public void setEnvironment(Environment environment) {
		this.underLambdaHandler = environment.getProperty(PROPERTY, Boolean.class, false);
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[autoConfigurations.length];
		for (int i = 0; i < matches.length; i++) {
			matches[i] = !this.underLambdaHandler || !isLeftOut(autoConfigurations[i]);
		}
		return matches;
	}

	private static boolean isLeftOut(@Nullable String autoConfiguration) {
		if (autoConfiguration == null) {
			return false;
		}
		return LEFT_OUT.contains(autoConfiguration)
				|| (autoConfiguration.equals(KOTLIN) && !ClassUtils.isPresent("kotlin.jvm.functions.Function0", null));
	}

}
