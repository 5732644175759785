package io.golambda.docs;

import java.util.ArrayList;
import java.util.List;
import javax.tools.StandardJavaFileManager;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JavaBlocksTests {

	private static StandardJavaFileManager files;

	@BeforeAll
	static void openFiles() throws Exception {
		files = JavaExample.fileManager();
	}

	@AfterAll
	static void closeFiles() throws Exception {
		files.close();
	}

	@Test
	void everyBlockCompilesWithoutWarningsAndItsTestsSucceed() throws Exception {
		List<String> problems = new ArrayList<>();
		long succeeded = 0;
		for (JavaExample.Compiled compiled : JavaExample.compile(JavaExample.of(Pages.blocks("java")), files)) {
			problems.addAll(compiled.problems());
			if (compiled.problems().isEmpty() && !compiled.testClasses().isEmpty()) {
				ExampleTests.Outcome outcome = ExampleTests.run(compiled.folder(), compiled.testClasses());
				problems.addAll(outcome.failures());
				succeeded += outcome.succeeded();
			}
		}
		assertThat(problems).isEmpty();
		assertThat(succeeded).as("tests that pages show").isGreaterThan(2);
	}

	@Test
	void misspelledMethodFailsWithPageAndLine() {
		assertThat(problemsOf("""
				# A page

				```java
				Event event = Event.of("{}");
				return event.decapSqss();
				```
				""")).singleElement().asString().startsWith("docs/x.md:5: ").contains("decapSqss");
	}

	@Test
	void compilerWarningFails() {
		assertThat(problemsOf("""
				```java
				List names = List.of("a");
				```
				""")).singleElement().asString().startsWith("docs/x.md:2: ").contains("raw type");
	}

	@Test
	void typesOfTheSameExampleAreVisibleAndThoseOfAnotherOneAreNot() {
		String page = """
				```java
				record Payment(String id) { }
				```

				%s

				```java
				@Bean
				Consumer<Payment> payments() {
					return (payment) -> { };
				}
				```
				""";
		assertThat(problemsOf(page.formatted(""))).isEmpty();
		assertThat(problemsOf(page.formatted("<!-- new example -->"))).isNotEmpty();
	}

	@Test
	void hiddenContextDeclaresWhatABlockUses() {
		assertThat(problemsOf("""
				<!-- context
				Event event;
				-->
				```java
				return Batch.process(event, (record) -> System.out.println(record.text()));
				```
				""")).isEmpty();
	}

	@Test
	void failedTestIsReported() throws Exception {
		JavaExample.Compiled compiled = compile("""
				```java
				class FailingTests {
					@Test void fails() {
						assertThat(1).isEqualTo(2);
					}
				}
				```
				""").get(0);
		assertThat(ExampleTests.run(compiled.folder(), compiled.testClasses()).failures()).singleElement()
			.asString()
			.startsWith("fails()");
	}

	private static List<String> problemsOf(String page) {
		return compile(page).stream().flatMap((compiled) -> compiled.problems().stream()).toList();
	}

	private static List<JavaExample.Compiled> compile(String page) {
		return JavaExample.compile(JavaExample.of(Page.parse("docs/x.md", page).blocks()), files);
	}

}
