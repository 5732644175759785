package io.golambda.docs;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One run of the compiler for the blocks of all pages, and for one of this test that
 * causes a warning.
 */
class KotlinBlocksTests {

	private static final String INVALID = "docs/invalid.md";

	private static KotlinCompiler compiled;

	@BeforeAll
	static void compile() throws Exception {
		List<CodeBlock> blocks = new ArrayList<>(Pages.blocks("kotlin"));
		blocks.addAll(Page.parse(INVALID, """
				```kotlin
				@Bean
				fun length(): Function<Event, Int> = Function { event -> event.decapSqs().size }
				```

				```kotlin
				fun names(value: Any) =
					value as List<String>
				```
				""").blocks());
		compiled = KotlinCompiler.compile(blocks);
	}

	@Test
	void everyBlockCompilesAndItsTestsSucceed() throws Exception {
		assertThat(compiled.problems()).filteredOn((problem) -> !problem.startsWith(INVALID)).isEmpty();
		List<String> testClasses = compiled.testClasses();
		ExampleTests.Outcome outcome = ExampleTests.run(compiled.output(), testClasses);
		assertThat(outcome.failures()).isEmpty();
		assertThat(outcome.succeeded()).isGreaterThanOrEqualTo(testClasses.size());
	}

	@Test
	void errorsFailWithPageAndLine() throws Exception {
		assertThat(problemsOf("""
				```kotlin
				fun colors(event: Event): String = event.decapSqss().toString()
				```
				""")).singleElement().asString().startsWith(INVALID + ":2: ").contains("decapSqss");
	}

	@Test
	void warningsFailWithPageAndLine() {
		assertThat(compiled.problems()).filteredOn((problem) -> problem.startsWith(INVALID))
			.singleElement()
			.asString()
			.startsWith(INVALID + ":8: ")
			.contains("nchecked");
	}

	private static List<String> problemsOf(String page) throws Exception {
		return KotlinCompiler.compile(Page.parse(INVALID, page).blocks()).problems();
	}

}
