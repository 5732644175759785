package io.golambda.autoconfigure;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

/**
 * The class path for which a {@link GeneratedDirectStart} was generated, compared with
 * that of the process: a jar, folder or file that was added later may hold properties of
 * the application, or code that takes part in a start.
 */
final class GeneratedClassPath {

	private static final List<String> FILES = Stream.concat(PropertyFiles.NAMES.stream(), LogbackFiles.NAMES.stream())
		.toList();

	// null if a cache of the JDK has the class, but was moved
	private final @Nullable File own;

	private final String ownClass;

	private final ClassLoader loader;

	private final Set<String> jars;

	private final Set<String> files;

	private final boolean tracing;

	/**
	 * Creates a class path.
	 * @param generated a class of the application
	 * @param jars the names of the jars
	 * @param files the application's files with properties
	 * @param tracing whether the start includes a {@link TracingStart}
	 */
	GeneratedClassPath(Class<?> generated, Set<String> jars, Set<String> files, boolean tracing) {
		CodeSource source = generated.getProtectionDomain().getCodeSource();
		this.own = (source != null) ? file(source.getLocation()) : null;
		this.ownClass = generated.getName().replace('.', '/') + ".class";
		this.loader = generated.getClassLoader();
		this.jars = jars;
		this.files = files;
		this.tracing = tracing;
	}

	/**
	 * Returns why the application must start by a {@code SpringApplication}.
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable String obstacle() {
		String obstacle = ofFolder(new File("").getAbsoluteFile());
		if (obstacle != null) {
			return obstacle;
		}
		List<File> elements = elements();
		if (elements == null) {
			return "the class path cannot be found out";
		}
		for (File element : elements) {
			if (!this.jars.contains(element.getName()) && (!element.equals(this.own) || element.isDirectory())) {
				obstacle = element.isDirectory() ? ofFolder(element) : ofJar(element);
				if (obstacle != null) {
					return obstacle;
				}
			}
		}
		return null;
	}

	private @Nullable String ofFolder(File folder) {
		if (!folder.equals(this.own) && new File(folder, "config").isDirectory()) {
			return "there is a folder " + new File(folder, "config");
		}
		for (String name : FILES) {
			File file = new File(folder, name);
			if (file.exists() && !(folder.equals(this.own) && this.files.contains(name))) {
				return "there is a file " + file;
			}
		}
		for (StartService service : StartService.values()) {
			File file = new File(folder, service.path());
			if (file.exists()) {
				try (InputStream content = new FileInputStream(file)) {
					String obstacle = service.obstacle(content, this.tracing);
					if (obstacle != null) {
						return obstacle;
					}
				}
				catch (IOException ex) {
					return "the file " + file + " cannot be read";
				}
			}
		}
		return null;
	}

	private @Nullable String ofJar(File file) {
		if (!file.exists()) {
			return null;
		}
		try (JarFile jar = new JarFile(file, false)) {
			if (jar.getEntry(this.ownClass) != null) {
				return null;
			}
			for (String name : FILES) {
				if (jar.getEntry(name) != null) {
					return "there is a file " + name + " in " + file;
				}
			}
			for (StartService service : StartService.values()) {
				ZipEntry entry = jar.getEntry(service.path());
				if (entry != null) {
					try (InputStream content = jar.getInputStream(entry)) {
						String obstacle = service.obstacle(content, this.tracing);
						if (obstacle != null) {
							return obstacle;
						}
					}
				}
			}
			return null;
		}
		catch (IOException ex) {
			return "the file " + file + " of the class path cannot be read";
		}
	}

	/**
	 * Returns the elements of the class path.
	 * @return the elements, or {@code null} if a class loader does not tell them
	 */
	private @Nullable List<File> elements() {
		List<File> elements = new ArrayList<>();
		ClassLoader system = ClassLoader.getSystemClassLoader();
		for (ClassLoader each = this.loader; each != null && each != system.getParent(); each = each.getParent()) {
			if (each == system) {
				for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
					elements.add(new File(element).getAbsoluteFile());
				}
			}
			else if (each instanceof URLClassLoader urls) {
				for (URL url : urls.getURLs()) {
					File file = file(url);
					if (file == null) {
						return null;
					}
					elements.add(file);
				}
			}
			else {
				return null;
			}
		}
		return elements;
	}

	private static @Nullable File file(@Nullable URL url) {
		try {
			return (url != null && url.getProtocol().equals("file")) ? new File(url.toURI()).getAbsoluteFile() : null;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

}
