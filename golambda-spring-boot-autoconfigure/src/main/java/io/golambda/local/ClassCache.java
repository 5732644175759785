package io.golambda.local;

import java.nio.file.Path;
import java.util.List;

/**
 * The JDK's cache of loaded and linked classes: the AOT cache from JDK 25 on, AppCDS
 * before. It is good for the JDK and the class path that it was made with; with others
 * the JVM warns and starts without.
 *
 * @param file where it is
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line
 * Ergonomics</a>
 */
record ClassCache(Path file) {

	/**
	 * The JVM's options that write the cache when the JVM ends, without a warning for
	 * each class that cannot be in it.
	 */
	List<String> writeOptions() {
		return isAot() ? List.of("-XX:AOTCacheOutput=" + this.file, "-Xlog:aot*=error")
				: List.of("-XX:ArchiveClassesAtExit=" + this.file, "-Xlog:cds*=error");
	}

	/**
	 * The JVM's option that uses the cache.
	 */
	String useOption() {
		return (isAot() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + this.file;
	}

	private static boolean isAot() {
		return Runtime.version().feature() >= 25;
	}

}
