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

/**
 * What is made by its name: the handler by Lambda's runtime client, the logging system by
 * Spring Boot; and what is called by its name, virtual threads, or written by Jackson,
 * the answer to a batch. The types that events are bound to are the application's to
 * tell, by {@code @RegisterReflectionForBinding}.
 */
final class GolambdaRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerType(LambdaHandler.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS,
					MemberCategory.INVOKE_PUBLIC_METHODS)
			.registerType(GolambdaLoggingSystem.class, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS)
			.registerType(Thread.class, (thread) -> thread.withMethod("ofVirtual", List.of(), ExecutableMode.INVOKE))
			.registerTypeIfPresent(classLoader, "java.lang.Thread$Builder", MemberCategory.INVOKE_PUBLIC_METHODS);
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), BatchResponse.class,
				BatchResponse.BatchItemFailure.class, BatchResponse.KafkaIdentifier.class);
	}

}
