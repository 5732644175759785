package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionLayoutTests {

	private static final ArchiveTime TIME = ArchiveTime.parse("2026-01-01T00:00:00Z");

	private final TimeZone timeZone = TimeZone.getDefault();

	@TempDir
	Path folder;

	@AfterEach
	void restoreTimeZone() {
		TimeZone.setDefault(this.timeZone);
	}

	@Test
	void zipHasTheSameBytesInAnotherTimeZoneAndWithOtherFileTimes() throws Exception {
		Path classes = Files.createDirectories(this.folder.resolve("classes"));
		Files.writeString(classes.resolve("b.txt"), "b");
		Files.writeString(classes.resolve("a.txt"), "a");
		TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
		byte[] first = zip(classes, "first");
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
		Files.setLastModifiedTime(classes.resolve("a.txt"), FileTime.fromMillis(0));
		assertThat(zip(classes, "second")).isEqualTo(first);
	}

	@Test
	void allFilesOfTheTaskHaveTheTimeOfTheZip() throws Exception {
		Path classes = Files.createDirectories(this.folder.resolve("classes"));
		zip(classes, "first");
		for (String file : List.of("start", "lib/colors-1.0.jar")) {
			assertThat(Files.getLastModifiedTime(this.folder.resolve("first").resolve(file)).toInstant())
				.isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
		}
	}

	@Test
	void cacheOfAnEarlierBuildIsDeleted() throws Exception {
		Path classes = Files.createDirectories(this.folder.resolve("classes"));
		zip(classes, "task");
		Path cache = Files.writeString(this.folder.resolve("task/function-25.aot"), "of other classes");
		zip(classes, "task");
		assertThat(cache).doesNotExist();
	}

	private byte[] zip(Path classes, String name) throws IOException {
		FunctionLayout layout = new FunctionLayout(FunctionClasses.read(classes, List.of()), "colors-1.0.jar",
				Map.of("Start-Class", "com.acme.colors.ColorsApplication"), TIME, false);
		Path task = this.folder.resolve(name);
		layout.writeTask(task);
		Path zip = this.folder.resolve(name + ".zip");
		layout.zip(task, zip);
		return Files.readAllBytes(zip);
	}

}
