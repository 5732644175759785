package io.golambda.docs;

import java.util.Map;
import java.util.Set;

/**
 * The kinds of YAML that the docs show, recognised by their keys.
 */
enum YamlKind {

	/** The configuration of an application. */
	APPLICATION,
	/** A whole template, its resources, or the properties of a function or an event. */
	TEMPLATE,
	/** A GitHub workflow. */
	WORKFLOW;

	private static final Set<String> APPLICATION_KEYS = Set.of("golambda", "logging", "management", "sentry", "server",
			"spring");

	private static final Set<String> WORKFLOW_KEYS = Set.of("name", "on", "true", "permissions", "env", "jobs",
			"concurrency", "defaults");

	static YamlKind of(CodeBlock block, Map<?, ?> document) {
		if (document.keySet()
			.stream()
			.map(String::valueOf)
			.allMatch((key) -> APPLICATION_KEYS.contains(key.split("\\.")[0]))) {
			return APPLICATION;
		}
		if (document.containsKey("jobs")
				&& document.keySet().stream().map(String::valueOf).allMatch(WORKFLOW_KEYS::contains)) {
			return WORKFLOW;
		}
		if (Template.isTemplate(document)) {
			return TEMPLATE;
		}
		throw block
			.failure("This YAML is neither an application's configuration nor a template nor a workflow. Its keys "
					+ document.keySet() + " are not known. Correct them, or add them to Template or YamlKind.");
	}

}
