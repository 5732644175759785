package io.golambda.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A copy of a jar whose entries are not compressed: the JVM need not decompress each
 * class that it loads, and the zip around all jars compresses them better than one by
 * one.
 */
final class StoredJar {

	private StoredJar() {
	}

	/**
	 * Writes a jar with the same entries in the same order.
	 */
	static void write(Path source, Path jar) throws IOException {
		try (ZipFile entries = ZipFile.builder().setPath(source).get();
				ZipArchiveOutputStream stored = new ZipArchiveOutputStream(jar)) {
			for (ZipArchiveEntry entry : Collections.list(entries.getEntriesInPhysicalOrder())) {
				try (InputStream content = entries.getInputStream(entry)) {
					stored.putArchiveEntry(stored(entry));
					content.transferTo(stored);
					stored.closeArchiveEntry();
				}
			}
		}
	}

	private static ZipArchiveEntry stored(ZipArchiveEntry entry) {
		ZipArchiveEntry stored = new ZipArchiveEntry(entry.getName());
		stored.setMethod(ZipArchiveEntry.STORED);
		stored.setSize(entry.getSize());
		stored.setCrc(entry.getCrc());
		stored.setTime(entry.getTime());
		stored.setUnixMode(entry.getUnixMode());
		return stored;
	}

	/**
	 * Returns the size of a jar's entries.
	 */
	static long sizeOfEntries(Path jar) throws IOException {
		try (ZipFile entries = ZipFile.builder().setPath(jar).get()) {
			return Collections.list(entries.getEntries()).stream().mapToLong(ZipArchiveEntry::getSize).sum();
		}
	}

}
