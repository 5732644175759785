package io.golambda.local.event;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The events in a folder, by default {@code src/test/events}, each a file of JSON: <pre>
 * EventFiles files = new EventFiles(Path.of("src/test/events"));
 * files.save("order.json", event, false);
 * files.read("order.json").event();
 * </pre>
 * <p>
 * A name is that of a file directly in the folder: no path, no hidden file, no symbolic
 * link. Safe for use by multiple threads.
 */
public final class EventFiles {

	/**
	 * The folder where events are kept by default, relative to the project.
	 */
	public static final Path DEFAULT_FOLDER = Path.of("src", "test", "events");

	private static final String SUFFIX = ".json";

	private static final int MAX_NAME_LENGTH = 100;

	// more than an event of 6 MB, indented
	private static final int MAX_SIZE = 32 * 1024 * 1024;

	private static final int MAX_LISTED = 1000;

	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._()+,@=-]*\\.json");

	private static final Pattern RESERVED = Pattern.compile("(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\\..*)?",
			Pattern.CASE_INSENSITIVE);

	private final Path folder;

	/**
	 * Creates the files of a folder.
	 * @param folder the folder, which is created when the first event is saved
	 */
	public EventFiles(Path folder) {
		this.folder = folder;
	}

	/**
	 * Returns the folder.
	 * @return the folder
	 */
	public Path folder() {
		return this.folder;
	}

	/**
	 * Returns the files whose name ends in {@code .json}, sorted by their name.
	 * @return the files; at most 1000, none if there is no folder
	 * @throws EventInputException if the folder cannot be read
	 */
	public List<Entry> list() {
		if (!Files.isDirectory(this.folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			List<Entry> entries = new ArrayList<>();
			for (Path file : files.sorted().filter(EventFiles::isEventFile).limit(MAX_LISTED).toList()) {
				entries.add(entry(file));
			}
			return entries;
		}
		catch (IOException ex) {
			throw unavailable("The folder " + this.folder + " cannot be read", ex);
		}
	}

	private static boolean isEventFile(Path file) {
		return isValid(file.getFileName().toString()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
	}

	private static Entry entry(Path file) {
		String name = file.getFileName().toString();
		try {
			EventText event = EventText.of(content(file));
			return new Entry(name, event.source(), event.records(), null);
		}
		catch (EventInputException ex) {
			return new Entry(name, null, 0, ex.getMessage());
		}
		catch (IOException ex) {
			return new Entry(name, null, 0, "The file cannot be read.");
		}
	}

	/**
	 * Reads an event.
	 * @param name the name of the file
	 * @return the event, as it is in the file
	 * @throws EventInputException if the name is invalid, or there is no file of this
	 * name, or it is not an event
	 */
	public EventText read(String name) {
		Path file = file(name);
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			throw new EventInputException(EventInputException.Reason.NOT_FOUND,
					Files.isSymbolicLink(file)
							? name + " is a symbolic link. Copy the file into the folder " + this.folder + " instead."
							: "There is no " + name + " in the folder " + this.folder + ".");
		}
		try {
			String content = content(file);
			EventText event = EventText.of(content);
			return new EventText(content, event.source(), event.records());
		}
		catch (IOException ex) {
			throw unavailable(name + " cannot be read", ex);
		}
	}

	private static String content(Path file) throws IOException {
		if (Files.size(file) > MAX_SIZE) {
			throw EventInputException
				.invalid(file.getFileName() + " has more than " + MAX_SIZE / 1024 / 1024 + " MB. Use a smaller event.");
		}
		try {
			return Files.readString(file);
		}
		catch (CharacterCodingException ex) {
			throw EventInputException.invalid(file.getFileName() + " is not UTF-8. Save it in UTF-8.");
		}
	}

	/**
	 * Saves an event. Other programs see either the former file or the complete new one.
	 * @param name the name of the file
	 * @param event the event
	 * @param overwrite whether to replace a file of the same name
	 * @return whether the file is new
	 * @throws EventInputException if the name is invalid, the event is not JSON, or the
	 * file exists and is not to be overwritten
	 */
	public synchronized boolean save(String name, String event, boolean overwrite) {
		Path file = file(name);
		checkContent(event);
		boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
		if (exists && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			throw EventInputException
				.invalid(name + " is a folder or a symbolic link, which is not overwritten. Use another name.");
		}
		if (exists && !overwrite) {
			throw new EventInputException(EventInputException.Reason.EXISTS,
					name + " exists in the folder " + this.folder + ". Overwrite it, or use another name.");
		}
		try {
			write(file, event);
		}
		catch (IOException ex) {
			throw unavailable(name + " cannot be saved in the folder " + this.folder, ex);
		}
		return !exists;
	}

	private static void checkContent(String event) {
		if (event.length() > MAX_SIZE) {
			throw EventInputException
				.invalid("The event has more than " + MAX_SIZE / 1024 / 1024 + " MB. Use a smaller one.");
		}
		EventText.of(event);
	}

	private void write(Path file, String event) throws IOException {
		Files.createDirectories(this.folder);
		// not by createTempFile, whose files only their owner may read
		Path temporary = this.folder.resolve(".event-" + UUID.randomUUID() + ".tmp");
		try {
			Files.writeString(temporary, event.endsWith("\n") ? event : event + "\n", StandardOpenOption.CREATE_NEW);
			try {
				Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			}
			catch (AtomicMoveNotSupportedException ex) {
				Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
			}
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private Path file(String name) {
		if (!isValid(name)) {
			throw EventInputException.invalid("The name of a file must be a plain name that ends in " + SUFFIX
					+ ", such as order.json: letters, digits, spaces and ._()+,@=- only, at most " + MAX_NAME_LENGTH
					+ " characters, not a name that Windows reserves, such as con" + SUFFIX + ".");
		}
		return this.folder.resolve(name);
	}

	private static boolean isValid(String name) {
		return name.length() <= MAX_NAME_LENGTH && NAME.matcher(name).matches() && !RESERVED.matcher(name).matches();
	}

	private static EventInputException unavailable(String what, IOException ex) {
		return new EventInputException(EventInputException.Reason.UNAVAILABLE,
				what + " (" + ex.getClass().getSimpleName() + "). Check the permissions of the folder.");
	}

	/**
	 * A file of the folder.
	 *
	 * @param name the name
	 * @param source the source of the event, or {@code null} if it has none
	 * @param records the number of its records
	 * @param problem why it is not an event, or {@code null}
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Entry(String name, @Nullable String source, int records, @Nullable String problem) {

	}

}
