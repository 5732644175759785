package io.golambda.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A command line of Maven: do its modules, profiles and goals exist?
 *
 * @param words the words after the name of the program
 */
record MavenCommand(List<String> words) {

	private static final Set<String> PHASES = Set.of("clean", "compile", "install", "package", "test", "verify");

	private static final Set<String> GOALS = Set.of("archetype:generate", "spotless:apply", "spring-boot:run",
			"spring-boot:test-run", "spring-javaformat:apply");

	private static final Set<String> FLAGS = Set.of("-B", "-am", "-ntp", "-o", "-q", "-U", "-e");

	private static final Set<String> ARCHETYPE_OPTIONS = Set.of("archetypeCatalog", "archetypeGroupId",
			"archetypeArtifactId", "archetypeVersion", "groupId", "artifactId", "version", "package");

	List<String> problems() {
		List<String> problems = new ArrayList<>();
		List<String> modules = new ArrayList<>(List.of("."));
		List<String> profiles = new ArrayList<>();
		for (int i = 0; i < this.words.size(); i++) {
			String word = this.words.get(i);
			if (word.equals("-pl")) {
				i++;
				modules.addAll(List.of(this.words.get(i).split(",")));
			}
			else if (word.equals("-f")) {
				i++;
			}
			else if (word.startsWith("-P")) {
				profiles.addAll(List.of(word.substring(2).split(",")));
			}
			else if (word.startsWith("-D")) {
				checkProperty(word.substring(2).split("=")[0], problems);
				checkQuick(word, problems);
			}
			else if (!FLAGS.contains(word) && !PHASES.contains(word) && !GOALS.contains(word) && !isOwnGoal(word)) {
				problems.add("Maven has no goal or option \"" + word
						+ "\" that this test knows. Correct it, or add it to MavenCommand.");
			}
		}
		checkModules(modules, problems);
		checkProfiles(modules, profiles, problems);
		return problems;
	}

	private void checkProperty(String name, List<String> problems) {
		if (this.words.contains("archetype:generate") && !ARCHETYPE_OPTIONS.contains(name)
				&& !Pages.text("golambda-archetype/src/main/resources/META-INF/maven/archetype-metadata.xml")
					.contains("requiredProperty key=\"" + name + "\"")) {
			problems.add("The archetype has no option -D" + name + ".");
		}
	}

	/**
	 * Checks that a profile of the root pom does what {@code -Dquick=VALUE} asks for.
	 */
	private static void checkQuick(String word, List<String> problems) {
		String prefix = "-Dquick=";
		if (word.startsWith(prefix)
				&& !Pages.text("pom.xml").contains("<value>" + word.substring(prefix.length()) + "</value>")) {
			problems.add("No profile is activated by " + word + ".");
		}
	}

	private static boolean isOwnGoal(String word) {
		if (!word.startsWith("golambda:")) {
			return false;
		}
		Path sources = Pages.root().resolve("golambda-maven-plugin/src/main/java");
		String annotation = "@Mojo(name = \"" + word.substring("golambda:".length()) + "\"";
		try (Stream<Path> files = Files.walk(sources)) {
			return files.filter((file) -> file.toString().endsWith("Mojo.java"))
				.anyMatch((file) -> Pages.text(Pages.root().relativize(file).toString()).contains(annotation));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void checkModules(List<String> modules, List<String> problems) {
		for (String module : modules) {
			Path pom = Pages.root().resolve(module.replaceFirst("^!", "")).resolve("pom.xml");
			if (!Files.exists(pom)) {
				problems.add("There is no module " + module + ".");
			}
		}
	}

	private static void checkProfiles(List<String> modules, List<String> profiles, List<String> problems) {
		for (String profile : profiles) {
			boolean exists = modules.stream()
				.map((module) -> Path.of(module).resolve("pom.xml").normalize().toString())
				.filter((pom) -> Files.exists(Pages.root().resolve(pom)))
				.anyMatch((pom) -> Pages.text(pom).contains("<id>" + profile + "</id>"));
			if (!exists) {
				problems.add("There is no profile " + profile + " in " + modules + ".");
			}
		}
	}

}
