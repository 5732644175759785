package io.golambda.autoconfigure;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.golambda.lambda.LambdaHandler;

/**
 * Excludes auto-configurations that have no effect under {@link LambdaHandler} before
 * Spring reads them: those of Spring Cloud Function's own handler, of its endpoint for
 * web applications, and of Kotlin if it is not on the class path.
 */
final class LambdaHandlerImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	/**
	 * The property that {@link LambdaEnvironmentPostProcessor} sets under
	 * {@link LambdaHandler}.
	 */
	static final String PROPERTY = "golambda.internal.lambda-handler";

	private static final Set<String> EXCLUDED = Set.of(FunctionInvokerAutoConfiguration.class.getName(),
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
			matches[i] = !this.underLambdaHandler || !isExcluded(autoConfigurations[i]);
		}
		return matches;
	}

	private static boolean isExcluded(@Nullable String autoConfiguration) {
		if (autoConfiguration == null) {
			return false;
		}
		return EXCLUDED.contains(autoConfiguration)
				|| (autoConfiguration.equals(KOTLIN) && !ClassUtils.isPresent("kotlin.jvm.functions.Function0", null));
	}

}
