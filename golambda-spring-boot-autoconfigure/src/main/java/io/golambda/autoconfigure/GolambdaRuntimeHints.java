package io.golambda.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

import io.golambda.lambda.LambdaHandler;

/**
 * What is made by its name: the handler by Lambda's runtime client, the logging system by
 * Spring Boot. The types that events are bound to are the application's to tell, by
 * {@code @RegisterReflectionForBinding}.
 */
final class GolambdaRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerType(LambdaHandler.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
					MemberCategory.INVOKE_PUBLIC_METHODS)
			.registerType(GolambdaLoggingSystem.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
	}

}
