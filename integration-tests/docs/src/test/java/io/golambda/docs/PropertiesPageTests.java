package io.golambda.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of properties against the configuration metadata.
 */
class PropertiesPageTests {

	/** Types for which IDEs have no suggestion without a hint. */
	private static final Set<String> FREE_TYPES = Set.of("java.lang.Boolean", "java.time.Duration",
			"org.springframework.util.unit.DataSize");

	private static PropertiesTable table;

	@BeforeAll
	static void readMetadata() throws IOException {
		table = PropertiesTable.read();
	}

	@Test
	void rowsOfThePageAreThoseOfTheMetadata() throws IOException {
		List<String> rows = Pages.text("docs/properties.md")
			.lines()
			.filter((line) -> line.startsWith("| `golambda."))
			.toList();
		Path expected = Pages.root().resolve("integration-tests/docs/target/properties-table.md");
		Files.write(expected, table.rows());
		assertThat(rows).as("rows of docs/properties.md; those of the metadata are in " + expected.getFileName())
			.isEqualTo(table.rows());
	}

	@Test
	void everyPropertyHasADescriptionThatIsASentence() {
		assertThat(table.properties()).isNotEmpty()
			.allSatisfy((property) -> assertThat(property.path("description").asString("")).as(name(property))
				.matches("(?s)[A-Z].*\\."));
	}

	@Test
	void everyPropertyWithoutAnObviousValueHasHints() {
		assertThat(table.properties()).filteredOn((property) -> !FREE_TYPES.contains(property.path("type").asString()))
			.allSatisfy((property) -> assertThat(hasHint(name(property))).as("hint for " + name(property)).isTrue());
	}

	private static boolean hasHint(String name) {
		return List.of(name, name + ".keys", name + ".values")
			.stream()
			.anyMatch((hint) -> !table.hints(hint).isEmpty() || table.hasProvider(hint));
	}

	private static String name(JsonNode property) {
		return property.path("name").asString();
	}

}
