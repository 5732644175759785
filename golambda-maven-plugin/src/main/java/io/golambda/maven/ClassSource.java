package io.golambda.maven;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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
		visit(folderOrJar, Integer.MAX_VALUE, visitor);
	}

	/**
	 * Passes the header of each class file to a visitor, which has its version.
	 */
	static void visitHeaders(Path folderOrJar, Visitor visitor) throws IOException {
		visit(folderOrJar, ClassFile.HEADER, visitor);
	}

	private static void visit(Path folderOrJar, int limit, Visitor visitor) throws IOException {
		if (Files.isDirectory(folderOrJar)) {
			try (Stream<Path> files = Files.walk(folderOrJar)) {
				for (Path file : (Iterable<Path>) files.sorted()::iterator) {
					String name = folderOrJar.relativize(file).toString().replace(File.separatorChar, '/');
					if (isClass(name) && Files.isRegularFile(file)) {
						visitor.visit(name, read(Files.newInputStream(file), limit));
					}
				}
			}
		}
		else {
			try (JarFile jar = new JarFile(folderOrJar.toFile())) {
				for (JarEntry entry : Collections.list(jar.entries())) {
					if (isClass(entry.getName())) {
						visitor.visit(entry.getName(), read(jar.getInputStream(entry), limit));
					}
				}
			}
		}
	}

	private static byte[] read(InputStream file, int limit) throws IOException {
		try (file) {
			return file.readNBytes(limit);
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
