package io.golambda.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The public types of golambda. A new one is a decision: make it package-private, or add
 * it to {@code public-types.txt}, to the types that applications use or to those that
 * only other packages of golambda use.
 */
class PublicTypesTests {

	private static final Path LIST = Path.of("src/test/resources/public-types.txt");

	@Test
	void publicTypesAreListed() throws IOException {
		List<String> listed = Files.readAllLines(LIST)
			.stream()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.toList();
		List<String> found = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("io.golambda")
			.stream()
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getName)
			.toList();
		assertThat(found).containsExactlyInAnyOrderElementsOf(listed);
	}

}
