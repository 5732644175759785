package io.golambda.autoconfigure;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.env.PropertySource;
import org.springframework.javapoet.CodeBlock;

/**
 * A file on the class path from which Spring Boot has read properties of the application.
 *
 * @param path the path on the class path
 * @param source the properties
 */
record ConfigurationFile(String path, OriginTrackedMapPropertySource source) {

	private static final Pattern NAME = Pattern
		.compile("Config resource 'class path resource \\[([^]]+)]' via location '[^']*'( \\(document #0\\))?");

	// less than the limit of a constant in a class file
	private static final int LONGEST = 16_000;

	/**
	 * Returns the file of a property source.
	 * @return the file, or {@code null} if the properties are not of a file on the class
	 * path
	 */
	static @Nullable ConfigurationFile of(PropertySource<?> source) {
		Matcher matcher = NAME.matcher(source.getName());
		return (source instanceof OriginTrackedMapPropertySource properties && matcher.matches())
				? new ConfigurationFile(matcher.group(1), properties) : null;
	}

	/**
	 * Returns the properties by name.
	 */
	Map<String, Object> properties() {
		return this.source.getSource();
	}

	/**
	 * Returns whether code can be generated for a property.
	 */
	boolean isGenerated(String name) {
		return literal(this.source.getProperty(name)) != null && location(name) != null;
	}

	/**
	 * Returns code that creates {@link GeneratedProperties}.
	 */
	CodeBlock code() {
		CodeBlock.Builder code = CodeBlock.builder()
			.add("new $T($S, $S)", GeneratedProperties.class, this.source.getName(), this.path);
		for (String name : properties().keySet()) {
			Location location = location(name);
			if (location != null) {
				code.add("\n.add($S, $L, $L, $L)", name, literal(this.source.getProperty(name)), location.getLine(),
						location.getColumn());
			}
		}
		return code.build();
	}

	private @Nullable Location location(String name) {
		Origin origin = this.source.getOrigin(name);
		return (origin instanceof TextResourceOrigin text) ? text.getLocation() : null;
	}

	private static @Nullable CodeBlock literal(@Nullable Object value) {
		if (value instanceof CharSequence text) {
			return (text.length() <= LONGEST) ? CodeBlock.of("$S", text.toString()) : null;
		}
		if (value instanceof Integer || value instanceof Boolean) {
			return CodeBlock.of("$L", value);
		}
		if (value instanceof Long) {
			return CodeBlock.of("$LL", value);
		}
		return (value instanceof Double number && Double.isFinite(number)) ? CodeBlock.of("$LD", value) : null;
	}

}
