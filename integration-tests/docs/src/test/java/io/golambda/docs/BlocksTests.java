package io.golambda.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No block escapes: each has a language that a test checks, or is marked as not run and
 * listed here.
 */
class BlocksTests {

	private static final Set<String> CHECKED = Set.of("java", "kotlin", "properties", "yaml", "xml", "json", "sh",
			"dockerfile");

	private static final Set<String> ONLY_NOT_RUN = Set.of("go", "groovy", "hcl");

	private static final Pattern CODE = Pattern.compile(
			"^\\s*(?:(?:\\./|~/\\S*)?mvnw? |import |package |public |<\\w|@\\w+\\s*$|docker |sam |curl |golambda\\.\\S+=\\S+$).*");

	private static final Pattern INSTRUCTION = Pattern
		.compile("(?:#|FROM|ARG|ENV|WORKDIR|COPY|ADD|RUN|CMD|ENTRYPOINT|USER|LABEL|EXPOSE|VOLUME)\\b.*|#.*|\\s+.*|");

	@Test
	void everyBlockHasALanguageThatIsChecked() {
		List<String> problems = new ArrayList<>();
		Pages.all().forEach((page) -> page.blocks().forEach((block) -> problems.addAll(problemsOf(block))));
		assertThat(problems).isEmpty();
	}

	@Test
	void blocksThatAreNotRunAreRareAndHaveAReason() {
		Map<String, Long> notRun = Pages.all()
			.stream()
			.flatMap((page) -> page.blocks().stream())
			.filter((block) -> block.notRun().isPresent())
			.collect(Collectors.groupingBy((block) -> block.page() + ": " + block.notRun().orElseThrow(),
					java.util.TreeMap::new, Collectors.counting()));
		List<String> actual = notRun.entrySet()
			.stream()
			.map((entry) -> entry.getValue() + " " + entry.getKey())
			.toList();
		List<String> listed = Pages.text("integration-tests/docs/src/test/resources/not-run.txt").lines().toList();
		assertThat(actual).as("blocks that are not run; list them in not-run.txt").isEqualTo(listed);
	}

	@Test
	void unknownLanguageAndCodeInTextAreReportedWithTheFix() {
		assertThat(Page.parse("docs/x.md", """
				```
				output
				```

				```ruby
				puts 1
				```

				```go
				fmt.Println(1)
				```

				```text
				./mvnw verify
				```

				```dockerfile
				FROM scratch
				COPIE a b
				```
				""").blocks()).allSatisfy((block) -> assertThat(problemsOf(block)).hasSize(1));
	}

	private static List<String> problemsOf(CodeBlock block) {
		String location = block.location() + ": ";
		if (ONLY_NOT_RUN.contains(block.language()) && block.notRun().isEmpty()) {
			return List.of(location + "Nothing compiles " + block.language()
					+ " here. Mark the block with <!-- not run: reason -->.");
		}
		if (block.language().equals("text")) {
			return block.code()
				.lines()
				.filter((line) -> CODE.matcher(line).matches())
				.map((line) -> location + "\"" + line + "\" is code. Use its language, so that it is checked.")
				.toList();
		}
		if (block.language().equals("dockerfile")) {
			return block.code()
				.lines()
				.filter((line) -> !INSTRUCTION.matcher(line).matches())
				.map((line) -> location + "\"" + line + "\" is not an instruction of a Dockerfile.")
				.toList();
		}
		if (!CHECKED.contains(block.language()) && !ONLY_NOT_RUN.contains(block.language())) {
			return List.of(location + "No test checks the language \"" + block.language() + "\". Use one of "
					+ CHECKED.stream().sorted().toList() + ", or text for output.");
		}
		return List.of();
	}

}
