package io.golambda.error;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GolambdaExceptionTests {

	@Test
	void keepsValuesInOrder() {
		GolambdaException ex = new GolambdaException("oops").with("trigger", "something wrong").with("count", 3);
		assertThat(ex).hasMessage("oops").hasNoCause();
		assertThat(ex.values()).containsExactly(java.util.Map.entry("trigger", "something wrong"),
				java.util.Map.entry("count", 3));
	}

	@Test
	void wrapsACause() {
		IOException cause = new IOException("refused");
		assertThat(new GolambdaException("order rejected", cause).with("order", 17)).hasCause(cause);
	}

	@Test
	void acceptsNullAndReplacesAValue() {
		assertThat(new GolambdaException("oops").with("a", 1).with("a", null).values()).containsEntry("a", null)
			.hasSize(1);
	}

	@Test
	void valuesAreUnmodifiable() {
		GolambdaException ex = new GolambdaException("oops");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> ex.values().put("a", 1));
	}

}
