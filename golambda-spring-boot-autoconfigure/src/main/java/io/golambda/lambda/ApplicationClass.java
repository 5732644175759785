package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Finds the class annotated with {@code @SpringBootApplication}, because the main class
 * of the process is Lambda's runtime client.
 */
final class ApplicationClass {

	private static final String NAME = "MAIN_CLASS";

	// the annotation in a class file, so that only few classes are loaded
	private static final byte[] ANNOTATION = ("L" + SpringBootApplication.class.getName().replace('.', '/') + ";")
		.getBytes(StandardCharsets.US_ASCII);

	private final ClassLoader loader;

	private ApplicationClass(ClassLoader loader) {
		this.loader = loader;
	}

	static Class<?> find() {
		String name = LambdaEnvironment.current().variable(NAME).orElseGet(() -> System.getProperty(NAME));
		return find(ClassUtils.getDefaultClassLoader(), name);
	}

	static Class<?> find(@Nullable ClassLoader loader, @Nullable String name) {
		ApplicationClass finder = new ApplicationClass((loader != null) ? loader : ClassLoader.getSystemClassLoader());
		if (StringUtils.hasText(name)) {
			return finder.named(name.trim());
		}
		try {
			Optional<Class<?>> found = finder.inDirectories();
			return (found.isPresent() ? found : finder.inManifests())
				.orElseThrow(() -> new IllegalStateException("No class annotated with @SpringBootApplication was found "
						+ "in the function's class folders or in a manifest. Name it in the environment variable "
						+ NAME + "."));
		}
		catch (IOException | UncheckedIOException ex) {
			throw new IllegalStateException("The function's class path cannot be searched for the class annotated "
					+ "with @SpringBootApplication. Name it in the environment variable " + NAME + ".", ex);
		}
	}

	private Class<?> named(String name) {
		Class<?> named;
		try {
			named = ClassUtils.forName(name, this.loader);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(
					NAME + " is \"" + name + "\", but there is no such class on the function's class path.", ex);
		}
		catch (LinkageError ex) {
			throw new IllegalStateException(
					NAME + " is \"" + name + "\", but that class cannot be loaded. Check the function's dependencies.",
					ex);
		}
		return named;
	}

	/**
	 * Checks that auto-configuration is active for a class.
	 * @throws IllegalStateException if it is not
	 */
	static void checkAnnotated(Class<?> named) {
		if (!named.isAnnotationPresent(SpringBootApplication.class)
				&& !AnnotatedElementUtils.isAnnotated(named, EnableAutoConfiguration.class)) {
			throw new IllegalStateException(named.getName() + " is not annotated with @SpringBootApplication. Name "
					+ "the class that is in the environment variable " + NAME
					+ ", or remove the variable to have the class found.");
		}
	}

	/**
	 * Searches the folders of the class path: the task root of a zip, or the output
	 * folders of a build tool or an IDE. A manifest in a folder takes precedence over its
	 * classes.
	 */
	private Optional<Class<?>> inDirectories() throws IOException {
		List<Class<?>> found = new ArrayList<>();
		for (URL root : Collections.list(this.loader.getResources(""))) {
			if (root.getProtocol().equals("file")) {
				Path folder = Path.of(URI.create(root.toString()));
				Path manifest = folder.resolve(JarFile.MANIFEST_NAME);
				if (Files.isRegularFile(manifest)) {
					Optional<Class<?>> named = namedBy(manifest.toUri().toURL());
					if (named.isPresent()) {
						return named;
					}
				}
				addAnnotated(folder, found);
			}
		}
		if (found.size() > 1) {
			throw new IllegalStateException("Several classes are annotated with @SpringBootApplication: "
					+ String.join(", ", found.stream().map(Class::getName).sorted().toList())
					+ ". Name the function's in the environment variable " + NAME + ".");
		}
		return found.stream().findFirst();
	}

	private void addAnnotated(Path folder, List<Class<?>> found) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : (Iterable<Path>) files.filter((path) -> path.toString().endsWith(".class"))::iterator) {
				if (contains(Files.readAllBytes(file), ANNOTATION)) {
					String name = folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
					annotated(name.substring(0, name.length() - ".class".length())).ifPresent(found::add);
				}
			}
		}
	}

	private static boolean contains(byte[] bytes, byte[] part) {
		for (int i = 0; i <= bytes.length - part.length; i++) {
			int j = 0;
			while (j < part.length && bytes[i + j] == part[j]) {
				j++;
			}
			if (j == part.length) {
				return true;
			}
		}
		return false;
	}

	private Optional<Class<?>> inManifests() throws IOException {
		for (URL manifest : Collections.list(this.loader.getResources(JarFile.MANIFEST_NAME))) {
			Optional<Class<?>> named = namedBy(manifest);
			if (named.isPresent()) {
				return named;
			}
		}
		return Optional.empty();
	}

	private Optional<Class<?>> namedBy(URL manifest) throws IOException {
		try (InputStream input = manifest.openStream()) {
			Attributes attributes = new Manifest(input).getMainAttributes();
			String name = attributes.getValue("Start-Class");
			if (name == null) {
				name = attributes.getValue(Attributes.Name.MAIN_CLASS);
			}
			return (name != null) ? annotated(name) : Optional.empty();
		}
	}

	// Spring AOT has read the annotations
	private boolean isProcessed(String name) {
		return ClassUtils.isPresent(name + "__ApplicationContextInitializer", this.loader);
	}

	private Optional<Class<?>> annotated(String name) {
		try {
			Class<?> candidate = ClassUtils.forName(name, this.loader);
			return (isProcessed(name) || AnnotatedElementUtils.isAnnotated(candidate, SpringBootConfiguration.class))
					? Optional.of(candidate) : Optional.empty();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return Optional.empty();
		}
	}

}
