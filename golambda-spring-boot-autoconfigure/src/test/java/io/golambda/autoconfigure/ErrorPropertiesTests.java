package io.golambda.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

import io.golambda.error.FrameFolding;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorPropertiesTests {

	@Test
	void foldsAdditionalPackages() {
		FrameFolding folding = ErrorProperties
			.of(new MockEnvironment().withProperty("golambda.error.folded-packages", "com.acme.framework"))
			.folding();
		assertThat(folding.isFolded(frame("com.acme.framework.Handler"))).isTrue();
		assertThat(folding.isFolded(frame("java.util.ArrayList"))).isTrue();
		assertThat(folding.isFolded(frame("com.acme.frameworks.Orders"))).isFalse();
	}

	private static StackTraceElement frame(String type) {
		return new StackTraceElement(type, "method", "File.java", 1);
	}

}
