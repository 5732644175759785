package io.golambda.maven;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the project, as their files describe them.
 */
final class FunctionClasses {

	private static final String SPRING_BOOT_APPLICATION = "org/springframework/boot/autoconfigure/SpringBootApplication";

	private static final String ENABLE_AUTO_CONFIGURATION = "org/springframework/boot/autoconfigure/EnableAutoConfiguration";

	private final Path folder;

	private final List<Library> libraries;

	private final List<ClassFile> classes;

	private FunctionClasses(Path folder, List<Library> libraries, List<ClassFile> classes) {
		this.folder = folder;
		this.libraries = libraries;
		this.classes = classes;
	}

	static FunctionClasses read(Path folder, List<Library> libraries) throws IOException {
		List<ClassFile> classes = new ArrayList<>();
		if (folder.toFile().isDirectory()) {
			ClassSource.visit(folder, (path, content) -> classes.add(read(folder, path, content)));
		}
		return new FunctionClasses(folder, libraries, List.copyOf(classes));
	}

	private static ClassFile read(Path folder, String path, byte[] content) throws IOException {
		try {
			return ClassFile.read(content);
		}
		catch (IllegalArgumentException | ArrayIndexOutOfBoundsException ex) {
			throw new IOException(folder.resolve(path) + " cannot be read as a class: it is damaged, or compiled for a "
					+ "newer Java than this plugin supports. Compile the project again, for the Java of Lambda's runtime.",
					ex);
		}
	}

	List<ClassFile> all() {
		return this.classes;
	}

	Path folder() {
		return this.folder;
	}

	List<Library> libraries() {
		return this.libraries;
	}

	/**
	 * Returns whether one of the project's classes is the application, or several are.
	 */
	boolean hasApplication() {
		return !applications().isEmpty();
	}

	/**
	 * Returns the name of the application's class.
	 * @param configured the class that the build file names, if any
	 */
	String application(@Nullable String configured) throws IOException, MojoFailureException {
		if (configured != null && !configured.isBlank()) {
			String name = configured.trim();
			if (!exists(name)) {
				throw new MojoFailureException("startClass is " + name
						+ ", but the function has no such class. Name the class annotated with @SpringBootApplication.");
			}
			return annotated(name);
		}
		List<String> found = applications();
		if (found.isEmpty()) {
			throw new MojoFailureException("No class in " + this.folder + " is annotated with @SpringBootApplication. "
					+ (this.classes.isEmpty() ? "The folder has no classes: compile the project first. "
							: "Annotate the application's class. ")
					+ "If the class is in a dependency, name it: <startClass>com.acme.Application</startClass>.");
		}
		if (found.size() > 1) {
			throw new MojoFailureException(
					"Several classes are annotated with @SpringBootApplication: " + String.join(", ", found)
							+ ". Name the function's: <startClass>" + found.get(0) + "</startClass>.");
		}
		return found.get(0);
	}

	/**
	 * Returns the application for a configured class. The property {@code start-class}
	 * may name the class of Kotlin's main function instead, which Spring Boot's plugin
	 * needs.
	 */
	private String annotated(String name) throws MojoFailureException {
		boolean plain = this.classes.stream()
			.anyMatch((type) -> type.className().equals(name)
					&& type.annotations().stream().allMatch((annotation) -> annotation.startsWith("kotlin/")));
		if (!plain) {
			return name;
		}
		List<String> found = applications();
		if (found.size() != 1) {
			throw new MojoFailureException("startClass is " + name
					+ ", which is not annotated with @SpringBootApplication. Name the class that is"
					+ (found.isEmpty() ? "." : ": " + String.join(" or ", found) + "."));
		}
		return found.get(0);
	}

	private List<String> applications() {
		Set<String> annotations = new HashSet<>(Set.of(SPRING_BOOT_APPLICATION, ENABLE_AUTO_CONFIGURATION));
		while (annotations.addAll(this.classes.stream()
			.filter(ClassFile::isAnnotation)
			.filter((type) -> type.annotations().stream().anyMatch(annotations::contains))
			.map(ClassFile::name)
			.toList())) {
			// an annotation of the application may have one of the application's
			// annotations
		}
		return this.classes.stream()
			.filter((type) -> !type.isAnnotation())
			.filter((type) -> type.annotations().stream().anyMatch(annotations::contains))
			.map(ClassFile::className)
			.sorted()
			.toList();
	}

	/**
	 * Returns whether the function has a class.
	 */
	boolean exists(String className) throws IOException {
		try (URLClassLoader loader = loader()) {
			return loader.getResource(className.replace('.', '/') + ".class") != null;
		}
	}

	/**
	 * Creates a class loader for class files, not for classes.
	 */
	URLClassLoader loader() throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		urls.add(this.folder.toUri().toURL());
		for (Library library : this.libraries) {
			File file = library.artifact().getFile();
			urls.add(file.toURI().toURL());
		}
		return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

}
