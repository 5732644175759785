package io.golambda.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The folders with the classes and resources of the function, to find out whether they
 * have changed.
 *
 * @param folders the folders of the class path
 */
record CodeFolders(List<Path> folders) {

	private static final Duration QUIET = Duration.ofMillis(300);

	// build tools delete the old classes before they compile
	private static final Duration QUIET_AFTER_DELETION = Duration.ofSeconds(3);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	static CodeFolders of(List<Path> classPath) {
		return new CodeFolders(classPath.stream()
			.map(Path::toAbsolutePath)
			.filter((element) -> !Files.isRegularFile(element))
			.toList());
	}

	/**
	 * Reads times and sizes of all files.
	 */
	Snapshot scan() {
		Map<Path, FileState> files = new HashMap<>();
		for (Path folder : this.folders) {
			try {
				Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
						new Scanner(files));
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The folder " + folder + " of the class path cannot be read.", ex);
			}
		}
		return new Snapshot(files);
	}

	/**
	 * Waits for the end of a compilation that may be going on.
	 * @param running the code before the compilation
	 * @return the code after it
	 */
	Snapshot awaitUnchanged(Snapshot running) throws InterruptedException {
		Snapshot current = scan();
		if (current.equals(running)) {
			return current;
		}
		long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
		long unchangedSince = System.nanoTime();
		while (System.nanoTime() < deadline) {
			Duration quiet = current.files.keySet().containsAll(running.files.keySet()) ? QUIET : QUIET_AFTER_DELETION;
			if (System.nanoTime() - unchangedSince >= quiet.toNanos()) {
				break;
			}
			Thread.sleep(50);
			Snapshot next = scan();
			if (!next.equals(current)) {
				current = next;
				unchangedSince = System.nanoTime();
			}
		}
		return current;
	}

	/**
	 * The files at one time.
	 */
	record Snapshot(Map<Path, FileState> files) {

		/**
		 * Names the files that differ from a later snapshot.
		 * @return the first file and the number of the others, or {@code null} if there
		 * are none
		 */
		@Nullable String changeTo(Snapshot later) {
			if (equals(later)) {
				return null;
			}
			List<Path> changed = Stream.concat(this.files.keySet().stream(), later.files.keySet().stream())
				.distinct()
				.filter((file) -> !hasSame(file, later))
				.sorted()
				.toList();
			String first = changed.get(0).getFileName().toString();
			return first + ((changed.size() > 1) ? " and " + (changed.size() - 1) + " more changed" : " changed");
		}

		private boolean hasSame(Path file, Snapshot later) {
			FileState state = this.files.get(file);
			return state != null && state.equals(later.files.get(file));
		}

	}

	/**
	 * The time and the size of a file.
	 */
	record FileState(FileTime modified, long size) {

	}

	private static final class Scanner extends SimpleFileVisitor<Path> {

		private final Map<Path, FileState> files;

		Scanner(Map<Path, FileState> files) {
			this.files = files;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			this.files.put(file, new FileState(attributes.lastModifiedTime(), attributes.size()));
			return FileVisitResult.CONTINUE;
		}

		// deleted in the meantime, or a loop of links
		@Override
		public FileVisitResult visitFileFailed(Path file, IOException ex) {
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException ex) {
			return FileVisitResult.CONTINUE;
		}

	}

}
