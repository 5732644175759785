package io.golambda.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lays out a function as Lambda unpacks it: the jars of the application and its
 * dependencies in {@code lib/}. All files have the same time, which a class cache of the
 * JDK compares; therefore a folder is always written anew, without an outdated cache.
 */
final class FunctionLayout {

	static final String START_SCRIPT = "start";

	private static final long UNCOMPRESSED_LIMIT = 125 * 1024 * 1024;

	private final FunctionClasses classes;

	private final String jarName;

	private final Map<String, String> manifest;

	private final ArchiveTime time;

	private final boolean compressedJars;

	/**
	 * Creates a layout.
	 * @param jarName the name of the application's jar
	 * @param manifest the attributes of its manifest
	 * @param compressedJars whether the entries of jars remain compressed
	 */
	FunctionLayout(FunctionClasses classes, String jarName, Map<String, String> manifest, ArchiveTime time,
			boolean compressedJars) {
		this.classes = classes;
		this.jarName = jarName;
		this.manifest = new LinkedHashMap<>(manifest);
		this.time = time;
		this.compressedJars = compressedJars;
	}

	/**
	 * Returns whether the dependencies remain far below Lambda's limit for an unzipped
	 * function if their entries are not compressed. The rest is for the application,
	 * layers and a class cache of the JDK.
	 */
	static boolean fitsUncompressed(List<Library> libraries) throws IOException {
		long size = 0;
		for (Library library : libraries) {
			if (Files.isRegularFile(library.file())) {
				size += StoredJar.sizeOfEntries(library.file());
			}
		}
		return size <= UNCOMPRESSED_LIMIT;
	}

	List<Library> libraries() {
		return this.classes.libraries();
	}

	/**
	 * Writes the folder {@code lib}.
	 */
	void writeLib(Path folder) throws IOException {
		delete(folder);
		Path lib = Files.createDirectories(folder.resolve("lib"));
		ClassFolderJar.write(this.classes.folder(), lib.resolve(this.jarName), this.manifest, this.time,
				this.compressedJars);
		for (Library library : this.classes.libraries()) {
			String name = library.fileName();
			// the application's jar may have the name of a dependency's
			Path jar = lib.resolve(name.equals(this.jarName) ? library.artifact().getGroupId() + "-" + name : name);
			copy(library.file(), jar);
		}
	}

	/**
	 * Copies a jar, or packs the class folder of a module of this build.
	 */
	void copy(Path file, Path jar) throws IOException {
		if (Files.isDirectory(file)) {
			ClassFolderJar.write(file, jar, Map.of(), this.time, this.compressedJars);
			return;
		}
		if (this.compressedJars) {
			Files.copy(file, jar, StandardCopyOption.REPLACE_EXISTING);
		}
		else {
			StoredJar.write(file, jar);
		}
		this.time.applyTo(jar);
	}

	/**
	 * Writes the folder {@code lib} and the start script.
	 */
	void writeTask(Path folder) throws IOException {
		writeLib(folder);
		Path script = folder.resolve(START_SCRIPT);
		try (InputStream content = FunctionLayout.class.getResourceAsStream(START_SCRIPT)) {
			if (content == null) {
				throw new IllegalStateException("The start script is missing in this plugin.");
			}
			Files.copy(content, script);
		}
		if (!script.toFile().setExecutable(true, false)) {
			throw new IOException(script + " cannot be made executable.");
		}
		this.time.applyTo(script);
	}

	/**
	 * Zips a folder that {@link #writeTask} has written.
	 */
	void zip(Path task, Path zip) throws IOException {
		try (ArchiveWriter writer = new ArchiveWriter(zip, this.time, true)) {
			writer.program(START_SCRIPT, task.resolve(START_SCRIPT));
			for (Path jar : jars(task.resolve("lib"))) {
				writer.file("lib/" + jar.getFileName(), jar);
			}
		}
	}

	static List<Path> jars(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".jar"))
				.sorted(Comparator.comparing((file) -> file.getFileName().toString()))
				.toList();
		}
	}

	static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> {
				try {
					Files.delete(file);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

}
