package io.golambda.autoconfigure;

import java.lang.reflect.RecordComponent;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.SpringFactoriesLoader;

import io.golambda.batch.BatchResponse;
import io.golambda.lambda.LambdaHandler;

import static org.assertj.core.api.Assertions.assertThat;

class GolambdaRuntimeHintsTests {

	@Test
	void classesCreatedByNameHaveHints() throws Exception {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(LambdaHandler.class.getConstructor()))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(GolambdaLoggingSystem.class.getConstructor(ClassLoader.class))).accepts(hints);
	}

	@Test
	void batchResponseHasHints() throws Exception {
		RuntimeHints hints = hints();
		for (RecordComponent member : BatchResponse.class.getRecordComponents()) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(member.getAccessor())).accepts(hints);
		}
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(BatchResponse.BatchItemFailure.class.getMethod("itemIdentifier"))).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(BatchResponse.KafkaIdentifier.class.getMethod("offset"))).accepts(hints);
	}

	@Test
	void virtualThreadsHaveHints() throws Exception {
		if (Runtime.version().feature() >= 21) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Thread.class.getMethod("ofVirtual")))
				.accepts(hints());
			assertThat(RuntimeHintsPredicates.reflection()
				.onMethodInvocation(Class.forName("java.lang.Thread$Builder").getMethod("factory"))).accepts(hints());
		}
	}

	private RuntimeHints hints() {
		RuntimeHints hints = new RuntimeHints();
		SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)
			.forEach((registrar) -> registrar.registerHints(hints, getClass().getClassLoader()));
		return hints;
	}

}
