package io.golambda.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.lambda.DirectStart;

/**
 * Knows the settings that only a {@code SpringApplication} applies, so that they exclude
 * a {@link DirectStart}.
 */
final class DirectStartSettings {

	/**
	 * The property that disables direct starts.
	 */
	static final String ENABLED = "golambda.direct-start.enabled";

	// in the form in which variables and properties are compared
	private static final List<String> PREFIXES = List.of("spring.profiles.", "spring.config.", "spring.main.",
			"spring.application.json", "spring.output.", "spring.functional.", "spring.mandatory", "spring.banner.",
			"spring.autoconfigure.", "spring.cloud.bootstrap.", "spring.cloud.config.", "logging.", "vcap.",
			"kubernetes.service.");

	private static final List<String> NAMES = List.of("debug", "trace", "dyno", "nomad.alloc.id", "website.site.name");

	// settings that golambda applies itself, or that are the same for every LambdaHandler
	private static final List<String> KNOWN = List.of("logging.level.", "spring.main.bannermode",
			"spring.main.webapplicationtype", "spring.main.logstartupinfo");

	private DirectStartSettings() {
	}

	/**
	 * Returns why this process must start by a {@code SpringApplication}.
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable String obstacle() {
		return obstacle(LambdaEnvironment.current().variables().keySet(), System.getProperties().stringPropertyNames());
	}

	/**
	 * Returns why a process must start by a {@code SpringApplication}.
	 * @param variables the names of the environment variables
	 * @param properties the names of the system properties
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable String obstacle(Collection<String> variables, Collection<String> properties) {
		for (String variable : variables) {
			if (isObstacle(variable)) {
				return "the environment variable " + variable + " is set";
			}
		}
		for (String property : properties) {
			if (isObstacle(property)) {
				return "the system property " + property + " is set";
			}
		}
		return null;
	}

	/**
	 * Returns whether a property can only be applied by a {@code SpringApplication}.
	 * @param name the name of the property or environment variable
	 */
	static boolean isObstacle(String name) {
		// nearly all names
		if (!startsLikeOne(name)) {
			return false;
		}
		String canonical = name.toLowerCase(Locale.ROOT).replace('_', '.').replace("-", "");
		return (NAMES.contains(canonical) || PREFIXES.stream().anyMatch(canonical::startsWith))
				&& KNOWN.stream().noneMatch(canonical::startsWith);
	}

	private static boolean startsLikeOne(String name) {
		return !name.isEmpty() && "dklnstvwDKLNSTVW".indexOf(name.charAt(0)) >= 0;
	}

}
