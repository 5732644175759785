package io.golambda.secret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The secrets and parameters that {@code golambda.secrets.*} and
 * {@code golambda.parameters.*} name: <pre>
 * NamedSecrets secrets = NamedSecrets.of(Binder.get(environment));
 * environment.getPropertySources().addLast(secrets.read(reader, skipped));
 * </pre>
 * <p>
 * For golambda's auto-configuration; applications inject {@link SecretValues}. Immutable.
 */
public final class NamedSecrets {

	/**
	 * The prefix of properties that name secrets.
	 */
	public static final String SECRETS = "golambda.secrets";

	/**
	 * The prefix of properties that name parameters.
	 */
	public static final String PARAMETERS = "golambda.parameters";

	private static final SecretAttributes NO_ATTRIBUTES = new SecretAttributes(null, null, null, SecretFormat.JSON);

	private final List<NamedSecret> secrets;

	private NamedSecrets(List<NamedSecret> secrets) {
		this.secrets = secrets;
	}

	/**
	 * Returns the secrets and parameters that properties name.
	 * @param binder binds the properties
	 * @return the secrets and parameters, none of them read
	 */
	public static NamedSecrets of(Binder binder) {
		Map<ConfigurationPropertyName, String> ids = new LinkedHashMap<>();
		Set<ConfigurationPropertyName> withAttributes = new LinkedHashSet<>();
		bind(binder, SECRETS).forEach((key, value) -> {
			ConfigurationPropertyName name = name(key);
			if (SecretAttributes.isAttribute(name)) {
				withAttributes.add(name.getParent());
			}
			else {
				// of my-db and mydb, which are the same, the first one takes precedence
				ids.putIfAbsent(name, value);
			}
		});
		List<NamedSecret> secrets = new ArrayList<>();
		ids.forEach((prefix, id) -> secrets.add(withAttributes.remove(prefix) ? withAttributes(binder, prefix, id)
				: named(AwsService.SECRETS_MANAGER, prefix, id, NO_ATTRIBUTES)));
		withAttributes.forEach((prefix) -> secrets.add(withAttributes(binder, prefix, null)));
		bind(binder, PARAMETERS).forEach((key, id) -> secrets
			.add(named(AwsService.PARAMETER_STORE, ConfigurationPropertyName.adapt(key, '.'), id, NO_ATTRIBUTES)));
		return new NamedSecrets(List.copyOf(secrets));
	}

	private static Map<String, String> bind(Binder binder, String property) {
		return binder.bind(property, Bindable.mapOf(String.class, String.class)).orElse(Map.of());
	}

	// an environment variable has an underscore in place of the dash
	private static ConfigurationPropertyName name(String key) {
		return ConfigurationPropertyName.adapt(key.replaceFirst("(?i)[.]version[.](stage|id)$", ".version-$1"), '.');
	}

	private static NamedSecret withAttributes(Binder binder, ConfigurationPropertyName prefix, @Nullable String id) {
		String property = SECRETS + "." + prefix;
		SecretAttributes attributes = binder.bindOrCreate(property, SecretAttributes.class);
		if (id != null && attributes.id() != null) {
			throw new SecretException("Both " + property + " and " + property + ".id are set.", "Remove one of them.");
		}
		return named(AwsService.SECRETS_MANAGER, prefix, id, attributes);
	}

	private static NamedSecret named(AwsService service, ConfigurationPropertyName prefix, @Nullable String shortForm,
			SecretAttributes attributes) {
		String property = ((service == AwsService.SECRETS_MANAGER) ? SECRETS : PARAMETERS) + "." + prefix
				+ ((shortForm != null) ? "" : ".id");
		String value = Objects.requireNonNullElse((shortForm != null) ? shortForm : attributes.id(), "").trim();
		boolean optional = value.startsWith(NamedSecret.OPTIONAL);
		String id = optional ? value.substring(NamedSecret.OPTIONAL.length()).trim() : value;
		return new NamedSecret(prefix,
				new SecretId(service, property, id, attributes.versionStage(), attributes.versionId()),
				attributes.format(), optional);
	}

	/**
	 * Returns these secrets without some.
	 * @param excluded selects by their prefixes the secrets to leave out
	 * @return the other secrets
	 */
	public NamedSecrets without(Predicate<ConfigurationPropertyName> excluded) {
		return new NamedSecrets(this.secrets.stream().filter((secret) -> !excluded.test(secret.prefix())).toList());
	}

	/**
	 * Returns whether there are no secrets.
	 * @return {@code true} if there is nothing to read
	 */
	public boolean isEmpty() {
		return this.secrets.isEmpty();
	}

	/**
	 * Reads the secrets at the same time, for 5.5 seconds at most: all or none.
	 * @param reader reads each secret
	 * @param skipped receives the reason for each optional secret that is skipped
	 * @return the properties that the secrets hold
	 * @throws SecretException if a secret that is not optional cannot be read, if one
	 * does not have its format, or if two hold the same property
	 */
	public SecretPropertySource read(SecretReader reader, Consumer<SecretException> skipped) {
		List<NamedSecret> usable = this.secrets.stream().filter((secret) -> isUsable(secret, skipped)).toList();
		List<Optional<Map<String, Object>>> results = new ParallelReading(reader, skipped).read(usable);
		Map<String, Object> properties = new LinkedHashMap<>();
		Map<ConfigurationPropertyName, String> origins = new HashMap<>();
		Set<String> absent = new HashSet<>();
		for (int i = 0; i < results.size(); i++) {
			String origin = usable.get(i).secret().describe();
			results.get(i).ifPresentOrElse((read) -> {
				read.keySet().forEach((name) -> putOrigin(origins, name, origin));
				properties.putAll(read);
			}, () -> absent.add(origin));
		}
		return new SecretPropertySource(properties, origins, absent);
	}

	private static boolean isUsable(NamedSecret secret, Consumer<SecretException> skipped) {
		try {
			secret.validate();
			return true;
		}
		catch (SecretException ex) {
			if (!secret.optional() || !ex.isMissing()) {
				throw ex;
			}
			skipped.accept(ex);
			return false;
		}
	}

	private static void putOrigin(Map<ConfigurationPropertyName, String> origins, String name, String origin) {
		String other = origins.put(ConfigurationPropertyName.adapt(name, '.'), origin);
		if (other != null) {
			throw new SecretException("The property " + name + " is in two secrets: " + other + " and " + origin + ".",
					"Remove it from one of them, or give one of them another prefix.");
		}
	}

}
