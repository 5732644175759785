package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.annotation.Testable;

import static org.assertj.core.api.Assertions.assertThat;

class StoredJarTests {

	private static final Path COMPRESSED = jarOf(Testable.class);

	@TempDir
	Path folder;

	@Test
	void hasTheSameEntriesInTheSameOrder() throws Exception {
		assertThat(contents(stored())).containsExactlyEntriesOf(contents(COMPRESSED));
	}

	@Test
	void noEntryIsCompressed() throws Exception {
		assertThat(entries(COMPRESSED, ZipEntry::getMethod)).containsValue(ZipEntry.DEFLATED);
		assertThat(entries(stored(), ZipEntry::getMethod)).isNotEmpty().doesNotContainValue(ZipEntry.DEFLATED);
	}

	@Test
	void entriesKeepTheirTime() throws Exception {
		assertThat(entries(stored(), ZipEntry::getTime)).isEqualTo(entries(COMPRESSED, ZipEntry::getTime));
	}

	@Test
	void librariesOfAFewMegabytesFitUncompressed() throws Exception {
		assertThat(FunctionLayout.fitsUncompressed(List.of(library()))).isTrue();
	}

	@Test
	void manyLibrariesDoNotFitUncompressed() throws Exception {
		long copies = 125L * 1024 * 1024 / StoredJar.sizeOfEntries(COMPRESSED) + 1;
		assertThat(FunctionLayout.fitsUncompressed(Collections.nCopies((int) copies, library()))).isFalse();
	}

	private static Path jarOf(Class<?> type) {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
	}

	private static Library library() {
		Artifact artifact = new DefaultArtifact("org.junit.platform", "junit-platform-commons", "1", "runtime", "jar",
				null, new DefaultArtifactHandler("jar"));
		artifact.setFile(COMPRESSED.toFile());
		return new Library(artifact, "junit-platform-commons-1.jar");
	}

	private Path stored() throws IOException {
		Path jar = this.folder.resolve("stored.jar");
		StoredJar.write(COMPRESSED, jar);
		return jar;
	}

	private static Map<String, Integer> contents(Path jar) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			Map<String, Integer> contents = new LinkedHashMap<>();
			for (ZipEntry entry : Collections.list(zip.entries())) {
				contents.put(entry.getName(), Arrays.hashCode(zip.getInputStream(entry).readAllBytes()));
			}
			return contents;
		}
	}

	private static <T> Map<String, T> entries(Path jar, Function<ZipEntry, T> value) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			return zip.stream().collect(Collectors.toMap(ZipEntry::getName, value));
		}
	}

}
