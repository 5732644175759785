package io.golambda.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.golambda.lambda.LambdaHandler;

import static org.assertj.core.api.Assertions.assertThat;

class GolambdaRuntimeHintsTests {

	@Test
	void whatIsMadeByItsNameCanBeMadeInANativeImage() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(LambdaHandler.class.getConstructor()))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(GolambdaLoggingSystem.class.getConstructor(ClassLoader.class))).accepts(hints);
	}

}
