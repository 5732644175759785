package io.golambda.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

import io.golambda.batch.BatchResponse;
import io.golambda.lambda.LambdaHandler;
import io.golambda.logging.LambdaLogbackProvider;

/**
 * Registers classes that are created by name, the handler and the logging system, methods
 * that are called by name, those of virtual threads, and classes that Jackson writes, the
 * response to a batch. An application registers the types to which it binds events by
 * {@code @RegisterReflectionForBinding}.
 */
final class GolambdaRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerType(LambdaHandler.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
					MemberCategory.INVOKE_PUBLIC_METHODS)
			.registerType(GolambdaLoggingSystem.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS)
			.registerType(LambdaLogbackProvider.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS)
			.registerType(Thread.class, (thread) -> thread.withMethod("ofVirtual", List.of(), ExecutableMode.INVOKE))
			.registerTypeIfPresent(classLoader, "java.lang.Thread$Builder", MemberCategory.INVOKE_PUBLIC_METHODS);
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), BatchResponse.class,
				BatchResponse.BatchItemFailure.class, BatchResponse.KafkaIdentifier.class);
	}

}
