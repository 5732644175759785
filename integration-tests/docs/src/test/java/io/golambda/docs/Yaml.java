package io.golambda.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML, also with the tags of CloudFormation.
 */
final class Yaml {

	private Yaml() {
	}

	static Map<?, ?> read(CodeBlock block) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		try {
			Object document = new org.yaml.snakeyaml.Yaml(new TagConstructor(options)).load(block.code());
			if (document instanceof Map<?, ?> map) {
				return map;
			}
			throw block.failure("This YAML is not a mapping.");
		}
		catch (YAMLException ex) {
			throw block.failure("This is not YAML: " + ex.getMessage());
		}
	}

	/**
	 * Returns the leaves of a document by their keys, joined with dots.
	 */
	static Map<String, String> properties(Map<?, ?> document) {
		Map<String, String> properties = new LinkedHashMap<>();
		collect("", document, properties);
		return properties;
	}

	private static void collect(String key, Object node, Map<String, String> properties) {
		if (node instanceof Map<?, ?> map) {
			map.forEach(
					(name, value) -> collect(key.isEmpty() ? name.toString() : key + "." + name, value, properties));
		}
		else if (node instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				collect(key + "[" + i + "]", list.get(i), properties);
			}
		}
		else {
			properties.put(key, String.valueOf(node));
		}
	}

	/**
	 * A value with a tag such as {@code !Ref}.
	 *
	 * @param tag the tag
	 * @param value the value
	 */
	record Tagged(String tag, Object value) {

	}

	private static final class TagConstructor extends SafeConstructor {

		TagConstructor(LoaderOptions options) {
			super(options);
			this.yamlMultiConstructors.put("!", new AbstractConstruct() {
				@Override
				public Object construct(Node node) {
					return new Tagged(node.getTag().getValue(), value(node));
				}
			});
		}

		private Object value(Node node) {
			if (node instanceof ScalarNode scalar) {
				return constructScalar(scalar);
			}
			if (node instanceof SequenceNode sequence) {
				return constructSequence(sequence);
			}
			return constructMapping((MappingNode) node);
		}

	}

}
