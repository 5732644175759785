package io.golambda.autoconfigure;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No string names a class or a package of golambda, because renaming would miss it.
 * {@code MyType.class.getName()} and {@code MyType.class.getPackageName()} replace them.
 */
class ClassNamesInStringsTests {

	private static final Path CLASSES = Path.of("target/classes");

	// class files separate packages by slashes, except in strings and annotations
	private static final Pattern NAME = Pattern.compile("io\\.golambda\\.\\w+(?:\\.\\w+)*");

	private static final byte UTF8 = 1;

	private static final byte LONG = 5;

	private static final byte DOUBLE = 6;

	@Test
	void stringsDoNotNameClassesOrPackages() throws IOException {
		List<String> found = new ArrayList<>();
		try (Stream<Path> files = Files.walk(CLASSES)) {
			for (Path file : (Iterable<Path>) files.filter((each) -> each.toString().endsWith(".class"))::iterator) {
				for (String text : texts(file)) {
					namesIn(text).forEach((name) -> found.add(CLASSES.relativize(file) + " names " + name));
				}
			}
		}
		assertThat(found).isEmpty();
	}

	@Test
	void findsNamesOfClassesAndPackages() {
		assertThat(namesIn("set " + LambdaEnvironment.class.getName() + ", io.golambda.lambda.LambdaHandler."))
			.hasSize(2);
		assertThat(namesIn("io.golambda.autoconfigure.")).hasSize(1);
		assertThat(namesIn("io.golambda.NoSuchClass, io.golambda., io.golambda:golambda-local")).isEmpty();
	}

	@Test
	void readsStringsAndAnnotations() throws IOException {
		assertThat(texts(CLASSES.resolve("io/golambda/invocation/LambdaEnvironment.class"))).contains("on-demand",
				"AWS_REGION");
	}

	private static List<String> namesIn(String text) {
		List<String> names = new ArrayList<>();
		Matcher matcher = NAME.matcher(text);
		while (matcher.find()) {
			Path path = CLASSES.resolve(matcher.group().replace('.', '/'));
			if (Files.isDirectory(path) || Files.exists(path.resolveSibling(path.getFileName() + ".class"))) {
				names.add(matcher.group());
			}
		}
		return names;
	}

	// all texts in the constant pool, in which strings and annotations find theirs
	private static List<String> texts(Path file) throws IOException {
		List<String> texts = new ArrayList<>();
		try (InputStream input = Files.newInputStream(file); DataInputStream data = new DataInputStream(input)) {
			data.skipNBytes(8);
			int count = data.readUnsignedShort();
			for (int index = 1; index < count; index++) {
				byte tag = data.readByte();
				if (tag == UTF8) {
					texts.add(data.readUTF());
				}
				else {
					data.skipNBytes(size(tag));
				}
				if (tag == LONG || tag == DOUBLE) {
					index++;
				}
			}
		}
		return texts;
	}

	private static int size(byte tag) {
		return switch (tag) {
			case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
			case LONG, DOUBLE -> 8;
			case 7, 8, 16, 19, 20 -> 2;
			case 15 -> 3;
			default -> throw new IllegalArgumentException("Unknown tag " + tag);
		};
	}

}
