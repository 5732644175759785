package io.golambda.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Searches class files for a function, that is for a bean of a functional type. Finds too
 * much rather than too little, since a function may be registered in many ways.
 */
final class FunctionBeans {

	private static final Set<String> FUNCTIONAL = Set.of("java/util/function/Function", "java/util/function/Consumer",
			"java/util/function/Supplier", "kotlin/Function",
			"org/springframework/cloud/function/context/FunctionRegistration");

	// types by which an application registers beans that no method declares
	private static final List<String> REGISTERING = List.of("org/springframework/beans/factory/BeanRegistrar",
			"org/springframework/beans/factory/FactoryBean",
			"org/springframework/beans/factory/support/BeanDefinitionRegistry",
			"org/springframework/context/ApplicationContextInitializer",
			"org/springframework/context/annotation/Import", "org/springframework/context/annotation/ComponentScan",
			"org/springframework/context/support/GenericApplicationContext",
			"org/springframework/cloud/function/context/FunctionRegist");

	private final FunctionClasses classes;

	private final ClassLoader loader;

	private final Map<String, Boolean> functional = new HashMap<>();

	private FunctionBeans(FunctionClasses classes, ClassLoader loader) {
		this.classes = classes;
		this.loader = loader;
	}

	/**
	 * Returns whether the application can have a function.
	 */
	static boolean arePossible(FunctionClasses classes) throws IOException {
		try (var loader = classes.loader()) {
			return new FunctionBeans(classes, loader).arePossible();
		}
	}

	private boolean arePossible() throws IOException {
		for (ClassFile type : this.classes.all()) {
			if (REGISTERING.stream().anyMatch(type::mentions) || declares(type)
					|| (type.isBeanClass() && isFunctional(type.name()))) {
				return true;
			}
		}
		return isConfigured() || isInLibrary();
	}

	private boolean declares(ClassFile type) throws IOException {
		for (String result : type.annotatedResults()) {
			if (isFunctional(result)) {
				return true;
			}
		}
		return false;
	}

	private boolean isFunctional(String name) throws IOException {
		Boolean known = this.functional.get(name);
		if (known != null) {
			return known;
		}
		boolean found = FUNCTIONAL.contains(name);
		if (!found && !name.equals("java/lang/Object")) {
			for (String supertype : supertypes(name)) {
				found |= isFunctional(supertype);
			}
		}
		this.functional.put(name, found);
		return found;
	}

	private List<String> supertypes(String name) throws IOException {
		try (InputStream content = this.loader.getResourceAsStream(name + ".class")) {
			return (content != null) ? ClassFile.read(content.readAllBytes()).supertypes() : List.of();
		}
		catch (IllegalArgumentException ex) {
			// a class of a newer Java than the reader of class files supports
			return List.of();
		}
	}

	private boolean isConfigured() throws IOException {
		for (Path folder : List.of(this.classes.folder(), this.classes.folder().resolve("config"))) {
			if (!Files.isDirectory(folder)) {
				continue;
			}
			try (Stream<Path> files = Files.list(folder)) {
				for (Path file : (Iterable<Path>) files::iterator) {
					if (file.getFileName().toString().matches("application.*\\.(properties|ya?ml)")
							&& Files.readString(file, StandardCharsets.ISO_8859_1)
								.matches("(?s).*\\bfunction\\b.*\\b(definition|routing-expression)\\b.*")) {
						return true;
					}
				}
			}
		}
		return false;
	}

	// functions of a company's own library, from other packages than those of frameworks
	private boolean isInLibrary() throws IOException {
		boolean[] found = new boolean[1];
		for (Library library : this.classes.libraries()) {
			ClassSource.visit(library.file(), (path, content) -> {
				if (found[0] || path.startsWith("org/springframework/") || path.startsWith("io/golambda/")) {
					return;
				}
				try {
					ClassFile type = ClassFile.read(content);
					found[0] = type.mentions("Lorg/springframework/")
							&& (declares(type) || (type.isBeanClass() && isFunctional(type.name())));
				}
				catch (IllegalArgumentException ex) {
					// a class of a newer Java than the reader of class files supports
				}
			});
		}
		return found[0];
	}

}
