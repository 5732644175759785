package com.acme.colors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

import com.acme.colors.LoadedClassesIT.Start;
import org.springframework.boot.SpringBootVersion;

/**
 * The recorded numbers of loaded classes for a feature version of the JDK and a line of
 * Spring Boot. Each line has the name of a package and its number for each start.
 */
final class RecordedClasses {

	private static final String RECORD = "loaded-classes.record";

	private final Path file;

	private RecordedClasses(Path file) {
		this.file = file;
	}

	static RecordedClasses ofThisBuild() {
		String boot = SpringBootVersion.getVersion().replaceFirst("(\\d+\\.\\d+).*", "$1");
		return new RecordedClasses(Path.of("src", "test", "resources", "loaded-classes",
				"jdk-" + Runtime.version().feature() + "-boot-" + boot + ".txt"));
	}

	static boolean isToBeRecorded() {
		return Boolean.getBoolean(RECORD);
	}

	String howToRecord() {
		return "If this is meant, record the numbers anew in samples/deployable/" + this.file + ", on this JDK and "
				+ "with this Spring Boot: ./mvnw -pl samples/deployable -am -Dit.test=LoadedClassesIT -Dtest=none "
				+ "-Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -D" + RECORD
				+ "=true -Dspring-boot.version=" + SpringBootVersion.getVersion() + " verify";
	}

	boolean exists() {
		return Files.exists(this.file);
	}

	LoadedClasses read(Start start) throws IOException {
		TreeMap<String, Integer> numbers = new TreeMap<>();
		for (String line : Files.readAllLines(this.file)) {
			String[] columns = line.split(" ");
			numbers.put(columns[0], Integer.valueOf(columns[1 + start.ordinal()]));
		}
		return LoadedClasses.ofNumbers(numbers);
	}

	/**
	 * Replaces the numbers of a start.
	 */
	void write(Start start, LoadedClasses loaded) throws IOException {
		TreeMap<Start, LoadedClasses> columns = new TreeMap<>();
		for (Start each : Start.values()) {
			columns.put(each, exists() ? read(each) : LoadedClasses.ofNumbers(new TreeMap<>()));
		}
		columns.put(start, loaded);
		TreeSet<String> names = new TreeSet<>();
		columns.values().forEach((column) -> names.addAll(column.numbers().keySet()));
		Files.createDirectories(this.file.getParent());
		Files.write(this.file, names.stream().map((name) -> {
			StringBuilder line = new StringBuilder(name);
			columns.values()
				.forEach((column) -> line
					.append(String.format(Locale.ROOT, " %d", column.numbers().getOrDefault(name, 0))));
			return line.toString();
		}).filter((line) -> !line.matches("\\S+( 0)+")).toList());
	}

}
