package io.golambda.secret;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.StringUtils;

/**
 * The properties that secrets and parameters hold. Neither its string representation nor
 * its source, which Spring may log, reveals a value: <pre>
 * SecretPropertySource secrets = named.read(reader, skipped);
 * environment.getPropertySources().addLast(secrets);
 * environment.getConversionService().addConverter(secrets.converter());
 * </pre>
 * <p>
 * For golambda's auto-configuration; applications bind the properties. Safe for use by
 * several threads.
 */
public final class SecretPropertySource extends EnumerablePropertySource<Object> {

	/**
	 * The name of the property source.
	 */
	public static final String NAME = "golambdaSecrets";

	private volatile Content content;

	private final Set<String> skipped;

	/**
	 * Creates a property source.
	 * @param properties the properties
	 * @param origins the property and id of the secret that each property is from
	 * @param skipped the origins of optional secrets that could not be read
	 */
	SecretPropertySource(Map<String, Object> properties, Map<ConfigurationPropertyName, String> origins,
			Set<String> skipped) {
		super(NAME, new Object());
		this.content = Content.of(properties, origins);
		this.skipped = Set.copyOf(skipped);
	}

	@Override
	public String[] getPropertyNames() {
		return this.content.properties.keySet().toArray(String[]::new);
	}

	@Override
	public Object getProperty(String name) {
		return this.content.properties.get(name);
	}

	/**
	 * Replaces the properties by those of another source. Properties of optional secrets
	 * that the other source could not read are kept.
	 * @param other the other source
	 * @return the names of the properties that changed
	 */
	public Set<String> replaceBy(SecretPropertySource other) {
		Map<String, Object> before = this.content.properties;
		// beans may still hold the old values, so these are masked as before
		this.content = other.content.with(this.content, other.skipped).masking(this.content.secrets);
		Map<String, Object> after = this.content.properties;
		Set<String> changed = new HashSet<>(before.keySet());
		changed.addAll(after.keySet());
		changed.removeIf((name) -> Objects.deepEquals(before.get(name), after.get(name)));
		return changed;
	}

	/**
	 * Returns a handler that reports a secret that cannot be bound without quoting it.
	 * @param parent the handler to delegate to
	 * @return the handler
	 */
	public BindHandler bindHandler(BindHandler parent) {
		return new SecretBindHandler(parent, this);
	}

	/**
	 * Returns a converter for values of this source. Spring cannot convert the values
	 * that contain {@code ${…}} without it.
	 * @return the converter
	 */
	public GenericConverter converter() {
		return new LiteralTextConverter();
	}

	/**
	 * Masks all secrets in a text.
	 * @param text the text
	 * @return the text with <code>***</code> in place of each secret
	 */
	public String masked(String text) {
		String masked = text;
		for (String secret : this.content.secrets) {
			masked = masked.replace(secret, "***");
		}
		return masked;
	}

	/**
	 * Returns the property and id of the secret that a property is from.
	 */
	Optional<String> origin(String name) {
		return Optional.ofNullable(this.content.origins.get(ConfigurationPropertyName.adapt(name, '.')));
	}

	@Override
	public String toString() {
		return NAME + "[" + this.content.properties.size() + " properties]";
	}

	/**
	 * The properties as they were read.
	 *
	 * @param properties the properties
	 * @param origins the property and id of the secret that each property is from
	 * @param secrets the values to mask, longest first, because one may contain another
	 */
	private record Content(Map<String, Object> properties, Map<ConfigurationPropertyName, String> origins,
			List<String> secrets) {

		// shorter values occur in any text
		private static final int MIN_LENGTH = 4;

		// Spring quotes this many characters of a value
		private static final int MAX_QUOTED = 100;

		static Content of(Map<String, Object> properties, Map<ConfigurationPropertyName, String> origins) {
			return new Content(Collections.unmodifiableMap(properties), Map.copyOf(origins), List.of())
				.masking(properties.values()
					.stream()
					.filter((value) -> value instanceof CharSequence || value instanceof Number)
					.flatMap((value) -> spellings(value.toString()))
					.toList());
		}

		private static Stream<String> spellings(String text) {
			return Stream.of(text, text.strip(), StringUtils.trimAllWhitespace(text),
					text.substring(0, Math.min(text.length(), MAX_QUOTED)));
		}

		Content with(Content older, Set<String> kept) {
			if (kept.isEmpty()) {
				return this;
			}
			Map<String, Object> all = new LinkedHashMap<>(this.properties);
			Map<ConfigurationPropertyName, String> from = new HashMap<>(this.origins);
			older.properties.forEach((property, value) -> {
				ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
				String origin = older.origins.get(name);
				if (origin != null && kept.contains(origin) && from.putIfAbsent(name, origin) == null) {
					all.put(property, value);
				}
			});
			return Content.of(all, from);
		}

		Content masking(List<String> more) {
			return new Content(this.properties, this.origins,
					Stream.concat(this.secrets.stream(), more.stream())
						.filter((text) -> text.length() >= MIN_LENGTH)
						.distinct()
						.sorted(Comparator.comparing(String::length).reversed())
						.toList());
		}

		@Override
		public String toString() {
			return "Content[***]";
		}

	}

}
