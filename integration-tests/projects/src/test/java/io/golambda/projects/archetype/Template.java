package io.golambda.projects.archetype;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template for AWS SAM. Functions such as {@code !Ref Queue} are maps as in JSON:
 * {@code {"Ref": "Queue"}}.
 */
record Template(Map<?, ?> content) {

	static Template read(Path file) throws IOException {
		return new Template(new Yaml(new Tags()).load(Files.readString(file)));
	}

	Map<?, ?> section(String name) {
		return (Map<?, ?>) this.content.get(name);
	}

	/**
	 * Returns the properties of a resource.
	 */
	Map<?, ?> properties(String resource) {
		return (Map<?, ?>) ((Map<?, ?>) section("Resources").get(resource)).get("Properties");
	}

	/**
	 * Returns the statements of the function's role.
	 */
	List<Map<?, ?>> statements() {
		List<Map<?, ?>> statements = new ArrayList<>();
		for (Object policy : (List<?>) properties("FunctionRole").get("Policies")) {
			Map<?, ?> document = (Map<?, ?>) ((Map<?, ?>) policy).get("PolicyDocument");
			((List<?>) document.get("Statement")).forEach((statement) -> statements.add((Map<?, ?>) statement));
		}
		return statements;
	}

	/**
	 * Returns the only event of the function.
	 */
	Map<?, ?> event() {
		Map<?, ?> events = (Map<?, ?>) properties("Function").get("Events");
		return (Map<?, ?>) events.values().iterator().next();
	}

	/**
	 * Returns the names that {@code !Ref} and {@code !GetAtt} refer to.
	 */
	List<String> references() {
		List<String> references = new ArrayList<>();
		collect(this.content, references);
		return references;
	}

	private static void collect(Object value, List<String> references) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, member) -> {
				if (key.equals("Ref")) {
					references.add((String) member);
				}
				else if (key.equals("Fn::GetAtt")) {
					references.add(((String) member).substring(0, ((String) member).indexOf('.')));
				}
				collect(member, references);
			});
		}
		else if (value instanceof List<?> list) {
			list.forEach((element) -> collect(element, references));
		}
	}

	private static final class Tags extends SafeConstructor {

		Tags() {
			super(new LoaderOptions());
			this.yamlMultiConstructors.put("!", new AbstractConstruct() {
				@Override
				public Object construct(Node node) {
					String name = node.getTag().getValue().substring(1);
					return Map.of(name.equals("Ref") ? name : "Fn::" + name, value(node));
				}
			});
		}

		private Object value(Node node) {
			if (node instanceof ScalarNode scalar) {
				return constructScalar(scalar);
			}
			return (node instanceof SequenceNode sequence) ? constructSequence(sequence)
					: constructMapping((MappingNode) node);
		}

	}

}
