package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Finds the application's class on a class path of a folder or of jars, as in Lambda.
 */
class ApplicationClassTests {

	@TempDir
	Path folder;

	@Test
	void namedClassTakesPrecedence() {
		assertThat(ApplicationClass.find(getClass().getClassLoader(), One.class.getName())).isEqualTo(One.class);
	}

	@Test
	void missingNamedClassIsReported() {
		assertThatIllegalStateException()
			.isThrownBy(() -> ApplicationClass.find(getClass().getClassLoader(), "com.acme.Missing"))
			.withMessage(
					"MAIN_CLASS is \"com.acme.Missing\", but there is no such class on the function's class path.");
	}

	@Test
	void findsTheAnnotatedClassOfAFolder() throws Exception {
		copy(One.class, this.folder);
		copy(Plain.class, this.folder);
		assertThat(find(this.folder)).isEqualTo(One.class.getName());
	}

	@Test
	void severalAnnotatedClassesAreReported() throws Exception {
		copy(One.class, this.folder);
		copy(Two.class, this.folder);
		assertThatIllegalStateException().isThrownBy(() -> find(this.folder))
			.withMessage("Several classes are annotated with @SpringBootApplication: " + One.class.getName() + ", "
					+ Two.class.getName() + ". Name the function's in the environment variable MAIN_CLASS.");
	}

	@Test
	void manifestTakesPrecedenceOverClassesOfItsFolder() throws Exception {
		copy(One.class, this.folder);
		copy(Two.class, this.folder);
		Files.createDirectories(this.folder.resolve("META-INF"));
		try (OutputStream out = Files.newOutputStream(this.folder.resolve("META-INF/MANIFEST.MF"))) {
			manifest("Start-Class", Two.class).write(out);
		}
		assertThat(find(this.folder)).isEqualTo(Two.class.getName());
	}

	@Test
	void findsTheClassInTheManifestOfAJar() throws Exception {
		for (String attribute : List.of("Start-Class", "Main-Class")) {
			Path jar = jar(attribute + ".jar", manifest(attribute, One.class), One.class);
			assertThat(find(jar)).isEqualTo(One.class.getName());
		}
	}

	@Test
	void skipsManifestsOfOtherClasses() throws Exception {
		Path tool = jar("a-tool.jar", manifest("Main-Class", Plain.class), Plain.class);
		Path app = jar("function.jar", manifest("Start-Class", One.class), One.class);
		assertThat(find(tool, app)).isEqualTo(One.class.getName());
	}

	@Test
	void missingClassIsReportedWithTheFix() throws Exception {
		Path tool = jar("a-tool.jar", manifest("Main-Class", Plain.class), Plain.class);
		assertThatIllegalStateException().isThrownBy(() -> find(tool))
			.withMessageContaining("No class annotated with @SpringBootApplication")
			.withMessageContaining("environment variable MAIN_CLASS");
	}

	private static String find(Path... classPath) throws IOException {
		List<URL> urls = new ArrayList<>();
		for (Path path : classPath) {
			urls.add(path.toUri().toURL());
		}
		try (URLClassLoader loader = new OnlyThis(urls.toArray(URL[]::new))) {
			return ApplicationClass.find(loader, null).getName();
		}
	}

	private static Manifest manifest(String attribute, Class<?> type) {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().putValue(attribute, type.getName());
		return manifest;
	}

	private Path jar(String name, Manifest manifest, Class<?> type) throws IOException {
		Path jar = this.folder.resolve(name);
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
				InputStream in = bytes(type)) {
			out.putNextEntry(new JarEntry(file(type)));
			in.transferTo(out);
		}
		return jar;
	}

	private static void copy(Class<?> type, Path folder) throws IOException {
		Path target = folder.resolve(file(type));
		Files.createDirectories(target.getParent());
		try (InputStream in = bytes(type)) {
			Files.copy(in, target);
		}
	}

	private static InputStream bytes(Class<?> type) {
		return type.getClassLoader().getResourceAsStream(file(type));
	}

	private static String file(Class<?> type) {
		return type.getName().replace('.', '/') + ".class";
	}

	/**
	 * A class path without the folders of this build.
	 */
	private static final class OnlyThis extends URLClassLoader {

		OnlyThis(URL[] urls) {
			super(urls, ApplicationClassTests.class.getClassLoader());
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			return findResources(name);
		}

	}

	@SpringBootApplication
	static class One {

	}

	@SpringBootApplication
	static class Two {

	}

	static class Plain {

	}

}
