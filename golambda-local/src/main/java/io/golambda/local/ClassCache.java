package io.golambda.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The JDK's cache of loaded and linked classes: the AOT cache from JDK 25 on, AppCDS
 * before. It is only good for the JDK and the class path that it was made with; with
 * others the JVM warns and starts without it. The folders of the class path may move
 * together: the JDK compares their paths behind the part that all have in common.
 *
 * @param file the file of the cache
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line
 * Ergonomics</a>
 */
record ClassCache(Path file) {

	/**
	 * The cache of a file or, if it is a folder, that of the file in it that is named by
	 * this JDK, as the start script of a zip expects it.
	 */
	static ClassCache at(Path path) {
		return new ClassCache(Files.isDirectory(path) ? path.resolve(nameForJdk()) : path);
	}

	private static String nameForJdk() {
		return "function-" + System.getProperty("java.runtime.version") + (isAot() ? ".aot" : ".jsa");
	}

	/**
	 * The JVM's options that write the cache to a provisional file when the JVM ends,
	 * without a warning for each class that cannot be in it.
	 */
	List<String> trainingOptions() {
		return isAot() ? List.of("-XX:AOTCacheOutput=" + provisional(), "-Xlog:aot*=error")
				: List.of("-XX:ArchiveClassesAtExit=" + provisional(), "-Xlog:cds*=error");
	}

	/**
	 * Gives the provisional file its name.
	 * @return whether there is a cache
	 */
	boolean keep() throws IOException {
		if (!Files.isRegularFile(provisional())) {
			return false;
		}
		Files.move(provisional(), this.file, StandardCopyOption.REPLACE_EXISTING);
		return true;
	}

	/**
	 * Deletes the cache of an earlier training.
	 */
	void delete() throws IOException {
		Files.deleteIfExists(this.file);
		deleteProvisional();
	}

	/**
	 * Deletes what a training that failed has left behind.
	 */
	void deleteProvisional() throws IOException {
		Files.deleteIfExists(provisional());
		// the JVM's intermediate file
		Files.deleteIfExists(sibling(".training.config"));
	}

	private Path provisional() {
		return sibling(".training");
	}

	private Path sibling(String ending) {
		return this.file.resolveSibling(this.file.getFileName() + ending);
	}

	/**
	 * The JVM's options that use the cache: an AOT cache is only good for the module
	 * options that it was made with.
	 */
	List<String> useOptions() {
		return isAot() ? List.of("-XX:AOTCache=" + this.file, "--enable-native-access=ALL-UNNAMED")
				: List.of("-XX:SharedArchiveFile=" + this.file);
	}

	private static boolean isAot() {
		return Runtime.version().feature() >= 25;
	}

}
