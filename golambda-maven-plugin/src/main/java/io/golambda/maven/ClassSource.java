package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Reads the class files of a folder or a jar.
 */
final class ClassSource {

	private ClassSource() {
	}

	/**
	 * Passes each class file to a visitor, but for those of a multi-release jar that only
	 * newer versions of Java use.
	 */
	static void visit(Path folderOrJar, Visitor visitor) throws IOException {
		if (Files.isDirectory(folderOrJar)) {
			try (Stream<Path> files = Files.walk(folderOrJar)) {
				for (Path file : (Iterable<Path>) files.sorted()::iterator) {
					String name = folderOrJar.relativize(file).toString();
					if (isClass(name) && Files.isRegularFile(file)) {
						visitor.visit(name, Files.readAllBytes(file));
					}
				}
			}
		}
		else {
			try (JarFile jar = new JarFile(folderOrJar.toFile())) {
				for (JarEntry entry : Collections.list(jar.entries())) {
					if (isClass(entry.getName())) {
						visitor.visit(entry.getName(), jar.getInputStream(entry).readAllBytes());
					}
				}
			}
		}
	}

	private static boolean isClass(String name) {
		return name.endsWith(".class") && !name.startsWith("META-INF") && !name.endsWith("module-info.class");
	}

	/**
	 * Receives class files.
	 */
	interface Visitor {

		void visit(String path, byte[] content) throws IOException;

	}

}
