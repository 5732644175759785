package io.golambda.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dependencies that the project excludes from Spring Boot's archive, which
 * start.spring.io writes for Lombok, for example.
 */
final class BootExcludes {

	private static final String PLUGIN = "org.springframework.boot:spring-boot-maven-plugin";

	private BootExcludes() {
	}

	static List<Exclude> of(MavenProject project) {
		List<Exclude> excludes = new ArrayList<>();
		Plugin plugin = project.getPlugin(PLUGIN);
		if (plugin == null) {
			return excludes;
		}
		addFrom(plugin.getConfiguration(), excludes);
		for (PluginExecution execution : plugin.getExecutions()) {
			if (execution.getGoals().contains("repackage")) {
				addFrom(execution.getConfiguration(), excludes);
			}
		}
		return excludes;
	}

	private static void addFrom(@Nullable Object configuration, List<Exclude> excludes) {
		if (!(configuration instanceof Xpp3Dom settings)) {
			return;
		}
		Xpp3Dom artifacts = settings.getChild("excludes");
		if (artifacts != null) {
			for (Xpp3Dom exclude : artifacts.getChildren()) {
				excludes.add(new Exclude(text(exclude, "groupId"), text(exclude, "artifactId"),
						text(exclude, "classifier")));
			}
		}
		String groups = text(settings, "excludeGroupIds");
		if (groups != null) {
			Stream.of(groups.split(","))
				.map(String::trim)
				.filter((group) -> !group.isEmpty())
				.forEach((group) -> excludes.add(new Exclude(group, null, null)));
		}
	}

	private static @Nullable String text(Xpp3Dom parent, String name) {
		Xpp3Dom child = parent.getChild(name);
		return (child != null && child.getValue() != null) ? child.getValue().trim() : null;
	}

}
