package io.golambda.maven;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Writes a zip or jar with the same time for each entry. The same entries in the same
 * order make the same bytes.
 */
final class ArchiveWriter implements Closeable {

	private static final int FOLDER = 040755;

	private static final int FILE = 0100644;

	private static final int PROGRAM = 0100755;

	private final ZipArchiveOutputStream zip;

	private final ArchiveTime time;

	private final boolean compressed;

	ArchiveWriter(Path file, ArchiveTime time, boolean compressed) throws IOException {
		this.zip = new ZipArchiveOutputStream(file);
		this.time = time;
		this.compressed = compressed;
	}

	void folder(String name) throws IOException {
		put(name + "/", FOLDER, InputStream.nullInputStream());
	}

	void file(String name, byte[] content) throws IOException {
		put(name, FILE, new ByteArrayInputStream(content));
	}

	void file(String name, Path file) throws IOException {
		try (InputStream content = Files.newInputStream(file)) {
			put(name, FILE, content);
		}
	}

	void program(String name, Path file) throws IOException {
		try (InputStream content = Files.newInputStream(file)) {
			put(name, PROGRAM, content);
		}
	}

	private void put(String name, int mode, InputStream content) throws IOException {
		ZipArchiveEntry entry = new ZipArchiveEntry(name);
		entry.setTime(this.time.zipMillis());
		entry.setUnixMode(mode);
		entry.setMethod(this.compressed ? ZipArchiveEntry.DEFLATED : ZipArchiveEntry.STORED);
		this.zip.putArchiveEntry(entry);
		content.transferTo(this.zip);
		this.zip.closeArchiveEntry();
	}

	@Override
	public void close() throws IOException {
		this.zip.close();
	}

}
