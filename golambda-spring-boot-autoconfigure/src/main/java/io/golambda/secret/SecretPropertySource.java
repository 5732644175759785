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

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.StringUtils;

/**
 * The properties that secrets and parameters hold. Its text form, and that of whatever
 * shows property sources, says nothing of them. Safe for use by several threads.
 */
public final class SecretPropertySource extends EnumerablePropertySource<Object> {

	/**
	 * The name of the property source.
	 */
	public static final String NAME = "golambdaSecrets";

	private volatile Content content;

	private final Set<String> skipped;

	/**
	 * Creates it.
	 * @param properties the properties
	 * @param origins where each is from
	 * @param skipped the origins that could not be read and are optional
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
	 * Takes over what another one holds, in place of what this one held, except for
	 * optional secrets that the other one could not read.
	 * @param other the other one
	 * @return the names of the properties that are not what they were; empty if all are
	 */
	public Set<String> replaceBy(SecretPropertySource other) {
		Map<String, Object> before = this.content.properties;
		// a bean may still hold what was replaced
		this.content = other.content.with(this.content, other.skipped).masking(this.content.secrets);
		Map<String, Object> after = this.content.properties;
		Set<String> changed = new HashSet<>(before.keySet());
		changed.addAll(after.keySet());
		changed.removeIf((name) -> Objects.deepEquals(before.get(name), after.get(name)));
		return changed;
	}

	/**
	 * Which secret or parameter a property is from.
	 * @param name the property
	 * @return the property that names the secret, with its ARN or name; empty if it is
	 * not from here
	 */
	public Optional<String> origin(String name) {
		return Optional.ofNullable(this.content.origins.get(ConfigurationPropertyName.adapt(name, '.')));
	}

	/**
	 * A text without what is secret.
	 * @param text the text
	 * @return the text, with the values of all secrets masked
	 */
	public String masked(String text) {
		String masked = text;
		for (String secret : this.content.secrets) {
			masked = masked.replace(secret, "***");
		}
		return masked;
	}

	@Override
	public String toString() {
		return NAME + "[" + this.content.properties.size() + " properties]";
	}

	/**
	 * What it holds at one time.
	 *
	 * @param properties the properties
	 * @param origins where each is from
	 * @param secrets the values to mask, the longest first, so that no rest of one stays
	 */
	private record Content(Map<String, Object> properties, Map<ConfigurationPropertyName, String> origins,
			List<String> secrets) {

		// shorter ones are found in any text
		private static final int SHORTEST = 4;

		// to which Spring cuts the values that it quotes
		private static final int SPRINGS_LONGEST = 100;

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
					text.substring(0, Math.min(text.length(), SPRINGS_LONGEST)));
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
						.filter((text) -> text.length() >= SHORTEST)
						.distinct()
						.sorted(Comparator.comparing(String::length).reversed())
						.toList());
		}

		// the values are secret
		@Override
		public String toString() {
			return "Content[***]";
		}

	}

}
