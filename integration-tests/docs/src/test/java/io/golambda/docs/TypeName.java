package io.golambda.docs;

import java.util.ArrayList;
import java.util.List;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Reads the names of types in configuration metadata, such as
 * {@code java.util.Map<java.lang.String,java.lang.Class<? extends java.lang.Throwable>>}.
 */
final class TypeName {

	private TypeName() {
	}

	static ResolvableType resolve(String name) throws ClassNotFoundException {
		String type = name.trim().replaceFirst("^\\? extends ", "");
		int generics = type.indexOf('<');
		if (generics < 0) {
			return ResolvableType.forClass(type.equals("?") ? Object.class : ClassUtils.forName(type, null));
		}
		List<ResolvableType> arguments = new ArrayList<>();
		for (String argument : split(type.substring(generics + 1, type.length() - 1))) {
			arguments.add(resolve(argument));
		}
		return ResolvableType.forClassWithGenerics(ClassUtils.forName(type.substring(0, generics), null),
				arguments.toArray(ResolvableType[]::new));
	}

	private static List<String> split(String arguments) {
		List<String> names = new ArrayList<>();
		int depth = 0;
		int start = 0;
		for (int i = 0; i < arguments.length(); i++) {
			char character = arguments.charAt(i);
			depth += (character == '<') ? 1 : (character == '>') ? -1 : 0;
			if (character == ',' && depth == 0) {
				names.add(arguments.substring(start, i));
				start = i + 1;
			}
		}
		names.add(arguments.substring(start));
		return names;
	}

}
