package io.golambda.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The JDK's cache of loaded and linked classes: an AOT cache on JDK 25 and newer, an
 * AppCDS archive on older ones. A cache is only valid for the JDK and the class path that
 * it was trained with; with others the JVM warns and starts without it. The folders of
 * the class path may move together: the JDK compares their paths without the common
 * prefix.
 *
 * @param file the cache file
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line
 * Ergonomics</a>
 */
record ClassCache(Path file) {

	/**
	 * Returns the cache at a path. In a folder, the file is named after this JDK, as the
	 * start script of a zip expects it.
	 */
	static ClassCache at(Path path) {
		return new ClassCache(Files.isDirectory(path) ? path.resolve(nameForJdk()) : path);
	}

	private static String nameForJdk() {
		return "function-" + System.getProperty("java.runtime.version") + (isAot() ? ".aot" : ".jsa");
	}

	/**
	 * Returns the JVM options that write the cache to a temporary file when the JVM
	 * exits, without a warning for each class that cannot be cached.
	 */
	List<String> trainingOptions() {
		return isAot() ? List.of("-XX:AOTCacheOutput=" + temporaryFile(), "-Xlog:aot*=error")
				: List.of("-XX:ArchiveClassesAtExit=" + temporaryFile(), "-Xlog:cds*=error");
	}

	/**
	 * Moves the temporary file to the cache file.
	 * @return whether the JVM has written a cache
	 */
	boolean keep() throws IOException {
		if (!Files.isRegularFile(temporaryFile())) {
			return false;
		}
		Files.move(temporaryFile(), this.file, StandardCopyOption.REPLACE_EXISTING);
		return true;
	}

	/**
	 * Deletes the cache of an earlier training.
	 */
	void delete() throws IOException {
		Files.deleteIfExists(this.file);
		deleteTemporaryFiles();
	}

	/**
	 * Deletes the files that a failed training has left behind.
	 */
	void deleteTemporaryFiles() throws IOException {
		Files.deleteIfExists(temporaryFile());
		// an intermediate file of the JVM
		Files.deleteIfExists(sibling(".training.config"));
	}

	private Path temporaryFile() {
		return sibling(".training");
	}

	private Path sibling(String suffix) {
		return this.file.resolveSibling(this.file.getFileName() + suffix);
	}

	/**
	 * Returns the JVM options that use the cache. They include the module options of the
	 * training, without which an AOT cache is invalid.
	 */
	List<String> useOptions() {
		return isAot() ? List.of("-XX:AOTCache=" + this.file, "--enable-native-access=ALL-UNNAMED")
				: List.of("-XX:SharedArchiveFile=" + this.file);
	}

	private static boolean isAot() {
		return Runtime.version().feature() >= 25;
	}

}
