package io.golambda.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class ClassPreloaderTests {

	@Test
	void listedClassesOfGolambdaExist() throws IOException {
		assertThat(list()).filteredOn((name) -> name.startsWith("io.golambda."))
			.isNotEmpty()
			.allMatch((name) -> ClassUtils.isPresent(name, null));
	}

	@Test
	void listFitsTheLibraries() throws IOException {
		List<String> spring = list().stream().filter((name) -> name.startsWith("org.springframework.")).toList();
		long present = spring.stream().filter((name) -> ClassUtils.isPresent(name, null)).count();
		assertThat(present).as("of %d, generate the list again if Spring has changed", spring.size())
			.isGreaterThan(spring.size() * 9 / 10);
	}

	@Test
	void classesThatAreUsedAreVerified() throws IOException {
		assertThat(lines()).anyMatch((line) -> line.startsWith(ClassPreloader.VERIFIED))
			.anyMatch((line) -> !line.startsWith(ClassPreloader.VERIFIED));
	}

	@Test
	void propertyOrVariableDisablesPreloading() {
		assertThat(ClassPreloader.isEnabled(null, null)).isTrue();
		assertThat(ClassPreloader.isEnabled("false", null)).isFalse();
		assertThat(ClassPreloader.isEnabled(null, "false")).isFalse();
		assertThat(ClassPreloader.isEnabled("true", "false")).as("the property takes precedence").isTrue();
	}

	private static List<String> list() throws IOException {
		return lines().stream()
			.map((line) -> line.startsWith(ClassPreloader.VERIFIED) ? line.substring(1) : line)
			.toList();
	}

	private static List<String> lines() throws IOException {
		try (BufferedReader names = new BufferedReader(
				new InputStreamReader(ClassPreloader.class.getResourceAsStream(ClassPreloader.LIST)))) {
			return names.lines().toList();
		}
	}

}
