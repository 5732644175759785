package io.golambda.maven;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Packs a folder of classes and resources as a jar. The jar has entries for its folders,
 * which Spring's scan for classes requires.
 */
final class ClassFolderJar {

	private ClassFolderJar() {
	}

	/**
	 * Writes the jar.
	 * @param folder the folder to pack
	 * @param attributes the attributes to add to the manifest of the folder, if any
	 * @param compressed whether its entries are compressed
	 */
	static void write(Path folder, Path jar, Map<String, String> attributes, ArchiveTime time, boolean compressed)
			throws IOException {
		try (ArchiveWriter writer = new ArchiveWriter(jar, time, compressed); Stream<Path> files = Files.walk(folder)) {
			writer.folder("META-INF");
			writer.file(JarFile.MANIFEST_NAME, manifest(folder, attributes));
			List<String> names = files.filter((file) -> !file.equals(folder))
				.map((file) -> folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"))
				.filter((name) -> !name.equals("META-INF") && !name.equals(JarFile.MANIFEST_NAME))
				.sorted()
				.toList();
			for (String name : names) {
				Path file = folder.resolve(name);
				if (Files.isDirectory(file)) {
					writer.folder(name);
				}
				else {
					writer.file(name, file);
				}
			}
		}
		time.applyTo(jar);
	}

	private static byte[] manifest(Path folder, Map<String, String> attributes) throws IOException {
		Manifest manifest = new Manifest();
		Path existing = folder.resolve(JarFile.MANIFEST_NAME);
		if (Files.exists(existing)) {
			try (InputStream content = Files.newInputStream(existing)) {
				manifest.read(content);
			}
		}
		manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.forEach(manifest.getMainAttributes()::putValue);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		manifest.write(bytes);
		return bytes.toByteArray();
	}

}
