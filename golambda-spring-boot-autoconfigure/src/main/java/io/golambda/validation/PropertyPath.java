package io.golambda.validation;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/**
 * Writes the path of a property, such as {@code items[2].prices[*].amount}. Keys of maps
 * are data of the sender and not shown.
 */
final class PropertyPath {

	/**
	 * The place of a value in a map.
	 */
	static final String SOME_KEY = "[*]";

	private static final String MAP_KEY = "<map key>";

	private PropertyPath() {
	}

	static String of(Path path) {
		StringBuilder text = new StringBuilder();
		for (Path.Node node : path) {
			if (node.isInIterable()) {
				// an element of a set has neither index nor key
				text.append((node.getIndex() != null) ? "[" + node.getIndex() + "]" : SOME_KEY);
			}
			String name = node.getName();
			if (name != null && (node.getKind() != ElementKind.CONTAINER_ELEMENT || name.equals(MAP_KEY))) {
				text.append((text.length() > 0) ? "." : "").append(name);
			}
		}
		return text.toString();
	}

	static String join(String place, String path) {
		return (path.isEmpty() || path.startsWith("[")) ? place + path : place + "." + path;
	}

}
