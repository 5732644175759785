package io.golambda.logging;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The memory that names of values use after their lines have been written.
 */
class KeptNamesTests {

	private final Lines lines = new Lines(Lines.FORMAT);

	@Test
	void doesNotCacheLongNames() {
		log("warm-up");
		long before = used();
		for (int i = 0; i < 1000; i++) {
			log(i + "k".repeat(45_000));
		}
		this.lines.forget();
		assertThat(used() - before).isLessThan(8_000_000);
		log("still there");
	}

	private void log(String name) {
		this.lines.logger().atInfo().addKeyValue(name, 1).addKeyValue("order", Map.of(name, 1)).log("x");
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
