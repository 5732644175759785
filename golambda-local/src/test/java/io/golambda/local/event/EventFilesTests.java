package io.golambda.local.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

class EventFilesTests {

	@TempDir
	Path project;

	private Path folder;

	private EventFiles files;

	@BeforeEach
	void createFiles() {
		this.folder = this.project.resolve("src/test/events");
		this.files = new EventFiles(this.folder);
	}

	@Test
	void folderIsCreatedByTheFirstSave() {
		assertThat(this.files.list()).isEmpty();
		assertThat(this.folder).doesNotExist();
		assertThat(this.files.save("order.json", "{\"order\": 17.50}", false)).isTrue();
		assertThat(this.folder.resolve("order.json")).hasContent("{\"order\": 17.50}\n");
		assertThat(this.folder).isDirectoryNotContaining((file) -> !file.endsWith("order.json"));
	}

	@Test
	void savedFileHasThePermissionsOfOtherNewFiles() throws IOException {
		this.files.save("order.json", "{}", false);
		Path other = Files.writeString(this.folder.resolve("other.json"), "{}");
		assumeThat(Files.getFileStore(other).supportsFileAttributeView(PosixFileAttributeView.class)).isTrue();
		assertThat(Files.getPosixFilePermissions(this.folder.resolve("order.json")))
			.isEqualTo(Files.getPosixFilePermissions(other));
	}

	@Test
	void savedEventIsListedAndRead() {
		String event = Event.encapSqs("a", "b").json();
		this.files.save("two messages (b).json", event, false);
		this.files.save("order.json", "{\"order\": 17.50}", false);
		assertThat(this.files.list()).containsExactly(new EventFiles.Entry("order.json", null, 0, null),
				new EventFiles.Entry("two messages (b).json", "SQS", 2, null));
		assertThat(this.files.read("order.json").event()).isEqualTo("{\"order\": 17.50}\n");
		assertThat(this.files.read("two messages (b).json").records()).isEqualTo(2);
	}

	@Test
	void fileIsOverwrittenOnlyIfAskedFor() {
		this.files.save("order.json", "{\"order\":1}", false);
		assertThatThrownBy(() -> this.files.save("order.json", "{\"order\":2}", false))
			.hasMessageEndingWith("Overwrite it, or use another name.")
			.isInstanceOfSatisfying(EventInputException.class,
					(ex) -> assertThat(ex.reason()).isEqualTo(EventInputException.Reason.EXISTS));
		assertThat(this.files.save("order.json", "{\"order\":2}", true)).isFalse();
		assertThat(this.files.read("order.json").event()).isEqualTo("{\"order\":2}\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".json", ".hidden.json", "../order.json", "a/b.json", "a\\b.json", "order.txt",
			"order", "order.json ", " order.json", "order.json/", "a\u0000.json", "a\n.json", "con.json", "NUL.json",
			"com1.json", "LPT9.x.json", "aux .json", "a:b.json", "a*.json", "%2e%2e%2forder.json", "\u202eorder.json",
			"/etc/passwd", "C:order.json" })
	void nameIsAPlainName(String name) {
		assertThatThrownBy(() -> this.files.save(name, "{}", true)).isInstanceOf(EventInputException.class)
			.hasMessageStartingWith("The name of a file must be a plain name that ends in .json");
		assertThatThrownBy(() -> this.files.read(name)).isInstanceOf(EventInputException.class)
			.hasMessageStartingWith("The name of a file must be");
		assertThat(this.folder).doesNotExist();
	}

	@Test
	void nameIsNotTooLong() {
		assertThat(this.files.save("a".repeat(95) + ".json", "{}", false)).isTrue();
		assertThatThrownBy(() -> this.files.save("a".repeat(96) + ".json", "{}", false))
			.hasMessageContaining("at most 100 characters");
	}

	@Test
	void symbolicLinkIsNeitherReadNorOverwritten() throws IOException {
		Path secret = Files.writeString(this.project.resolve("secret.json"), "{\"secret\":1}");
		Files.createDirectories(this.folder);
		Files.createSymbolicLink(this.folder.resolve("link.json"), secret);
		assertThat(this.files.list()).isEmpty();
		assertThatThrownBy(() -> this.files.read("link.json")).hasMessageStartingWith("link.json is a symbolic link.");
		assertThatThrownBy(() -> this.files.save("link.json", "{}", true))
			.hasMessageStartingWith("link.json is a folder or a symbolic link");
		assertThat(secret).hasContent("{\"secret\":1}");
	}

	@Test
	void missingFileIsNotFound() {
		assertThatThrownBy(() -> this.files.read("order.json")).isInstanceOfSatisfying(EventInputException.class,
				(ex) -> assertThat(ex.reason()).isEqualTo(EventInputException.Reason.NOT_FOUND));
	}

	@Test
	void invalidFilesAreListedWithTheirProblem() throws IOException {
		Files.createDirectories(this.folder);
		Files.writeString(this.folder.resolve("broken.json"), "{\"order\":");
		Files.write(this.folder.resolve("latin.json"), new byte[] { '"', (byte) 0xE4, '"' });
		Files.createDirectory(this.folder.resolve("folder.json"));
		Files.writeString(this.folder.resolve("README.md"), "text");
		assertThat(this.files.list()).extracting(EventFiles.Entry::name).containsExactly("broken.json", "latin.json");
		assertThat(this.files.list()).extracting(EventFiles.Entry::problem)
			.satisfiesExactly((broken) -> assertThat(broken).startsWith("The event is invalid."),
					(latin) -> assertThat(latin).isEqualTo("latin.json is not UTF-8. Save it in UTF-8."));
	}

	@Test
	void onlyJsonIsSaved() {
		assertThatThrownBy(() -> this.files.save("order.json", "{\"order\":", false))
			.hasMessageStartingWith("The event is invalid. This is not JSON");
		assertThatThrownBy(() -> this.files.save("order.json", "1".repeat(33 * 1024 * 1024), false))
			.hasMessageStartingWith("The event has more than 32 MB.");
		assertThat(this.folder).doesNotExist();
	}

	@Test
	void formerFileRemainsIfTheFolderCannotBeWritten() throws IOException {
		Files.createDirectories(this.folder.getParent());
		Files.writeString(this.folder, "a file instead of the folder");
		assertThat(this.files.list()).isEmpty();
		assertThatThrownBy(() -> this.files.save("order.json", "{}", false)).isInstanceOfSatisfying(
				EventInputException.class,
				(ex) -> assertThat(ex.reason()).isEqualTo(EventInputException.Reason.UNAVAILABLE));
		try (Stream<Path> all = Files.list(this.folder.getParent())) {
			assertThat(all).containsExactly(this.folder);
		}
	}

}
