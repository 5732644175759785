package io.golambda.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.StandardJavaFileManager;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShellBlocksTests {

	private static final Set<String> HARMLESS = Set.of("cd", "export", "git", "mkdir", "unzip");

	@Test
	void everyBlockHasValidSyntaxAlsoIfItIsNotRun() throws Exception {
		List<String> problems = new ArrayList<>();
		for (Page page : Pages.all()) {
			for (CodeBlock block : page.blocks()) {
				if (block.is("sh")) {
					Shell.syntaxError(block.code()).ifPresent((error) -> problems.add(block.location() + ": " + error));
				}
			}
		}
		assertThat(problems).isEmpty();
	}

	@Test
	void everyCommandIsOneThatIsCheckedOrRun() {
		List<String> problems = new ArrayList<>();
		for (CodeBlock block : Pages.blocks("sh")) {
			problems.addAll(problemsOf(block));
		}
		assertThat(problems).isEmpty();
	}

	@Test
	void everyRequestOfAPageIsAnsweredByItsFunction() throws Exception {
		List<CodeBlock> requests = Pages.blocks("sh")
			.stream()
			.filter((block) -> block.code().contains("curl "))
			.toList();
		assertThat(requests).isNotEmpty();
		try (StandardJavaFileManager files = JavaExample.fileManager()) {
			for (CodeBlock request : requests) {
				List<CodeBlock> java = Pages.page(request.page())
					.blocks()
					.stream()
					.filter((block) -> block.is("java"))
					.toList();
				JavaExample function = JavaExample.of(java)
					.stream()
					.filter(JavaExample::hasApplication)
					.findFirst()
					.orElseThrow(() -> request.failure("The page has no @SpringBootApplication that could answer."));
				Path classes = JavaExample.compile(List.of(function), files).get(0).folder();
				assertThat(answer(request, classes)).as(request.location()).doesNotContain("errorType").isNotBlank();
			}
		}
	}

	@Test
	void invalidSyntaxIsReported() throws Exception {
		assertThat(Shell.syntaxError("if true; do echo; fi")).isPresent();
	}

	@Test
	void unknownProgramModuleProfileAndGoalAreReportedWithTheFix() {
		assertThat(problemsOf(Page.parse("docs/x.md", """
				```sh
				docker build -t colors .
				./mvnw -q -pl samples/nothing -Pnothing package
				cd orders && ./mvnw golambda:nothing
				```
				""").blocks().get(0))).hasSize(4)
			.anySatisfy((problem) -> assertThat(problem).contains("docker").contains("<!-- not run: "))
			.anySatisfy((problem) -> assertThat(problem).contains("no module samples/nothing"))
			.anySatisfy((problem) -> assertThat(problem).contains("no profile nothing"))
			.anySatisfy((problem) -> assertThat(problem).contains("golambda:nothing"));
	}

	private static String answer(CodeBlock request, Path classes) throws Exception {
		try (LocalServer server = LocalServer.start(classes)) {
			String script = request.code().replace("localhost:9000", "localhost:" + server.port());
			assertThat(script).as(request.location()).isNotEqualTo(request.code());
			Shell.Result result = Shell.run(List.of("bash", "-c", script.replace("curl ", "curl -sS ")));
			assertThat(result.exitCode()).as(result.output()).isZero();
			return result.output();
		}
	}

	private static List<String> problemsOf(CodeBlock block) {
		List<String> problems = new ArrayList<>();
		for (List<String> command : Shell.commands(block.code())) {
			String program = command.get(0);
			if (program.equals("mvn") || program.endsWith("/mvnw")) {
				new MavenCommand(command.subList(1, command.size())).problems()
					.forEach((problem) -> problems.add(block.location() + ": " + problem));
			}
			else if (!HARMLESS.contains(program) && !program.equals("curl")) {
				problems.add(block.location() + ": " + program
						+ " is not checked. Mark the block with <!-- not run: reason -->, or teach ShellBlocksTests to run it.");
			}
		}
		return problems;
	}

}
