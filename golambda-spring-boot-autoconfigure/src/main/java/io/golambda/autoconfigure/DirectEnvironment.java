package io.golambda.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertySourceInfo;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.ConfigurablePropertyResolver;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The environment of a {@link io.golambda.lambda.DirectStart DirectStart}: what a
 * {@code SpringApplication} finds in a process without profiles, arguments and files
 * beside the application. Has the same property sources by the same names in the same
 * order.
 */
final class DirectEnvironment extends StandardEnvironment {

	private final ApplicationInfo applicationInfo;

	/**
	 * Creates an environment.
	 * @param applicationClass the application, whose version is a property
	 * @param configData the properties of the application's files
	 */
	DirectEnvironment(Class<?> applicationClass, List<? extends PropertySource<?>> configData) {
		setConversionService(new LazyConversionService());
		MutablePropertySources sources = getPropertySources();
		sources.replace(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new EnvironmentVariables(getSystemEnvironment()));
		sources.addLast(new RandomValues());
		configData.forEach(sources::addLast);
		ConfigurationPropertySources.attach(this);
		this.applicationInfo = new ApplicationInfo(applicationClass);
	}

	/**
	 * Completes the environment after all other properties were added.
	 */
	void complete() {
		getPropertySources().addLast(this.applicationInfo);
	}

	// profiles are active by Spring Boot's config data only
	@Override
	protected @Nullable String doGetActiveProfilesProperty() {
		return null;
	}

	@Override
	protected @Nullable String doGetDefaultProfilesProperty() {
		return null;
	}

	@Override
	protected ConfigurablePropertyResolver createPropertyResolver(MutablePropertySources sources) {
		return ConfigurationPropertySources.createPropertyResolver(sources);
	}

	/**
	 * The environment variables, with their names for messages about invalid values.
	 */
	private static final class EnvironmentVariables extends SystemEnvironmentPropertySource
			implements PropertySourceInfo, OriginLookup<String> {

		EnvironmentVariables(Map<String, Object> variables) {
			super(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
		}

		@Override
		public @Nullable Origin getOrigin(String key) {
			String variable = resolvePropertyName(key);
			return super.containsProperty(variable) ? new SystemEnvironmentOrigin(variable) : null;
		}

		@Override
		public boolean isImmutable() {
			return true;
		}

	}

	/**
	 * Spring Boot's random values, whose generator is created when a value is asked for.
	 * Spring Boot recognizes the property source by the type of its source.
	 */
	private static final class RandomValues extends PropertySource<Random> {

		private final Supplier<RandomValuePropertySource> values = SingletonSupplier
			.of(() -> new RandomValuePropertySource());

		RandomValues() {
			super(RandomValuePropertySource.RANDOM_PROPERTY_SOURCE_NAME, new Random());
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return name.startsWith("random.") ? this.values.get().getProperty(name) : null;
		}

	}

	/**
	 * The version of the application and the id of the process, which takes a while to
	 * find out.
	 */
	private static final class ApplicationInfo extends EnumerablePropertySource<Class<?>> {

		private static final String VERSION = "spring.application.version";

		private static final String PROCESS_ID = "spring.application.pid";

		private final @Nullable String version;

		ApplicationInfo(Class<?> applicationClass) {
			super("applicationInfo", applicationClass);
			this.version = applicationClass.getPackage().getImplementationVersion();
		}

		@Override
		public String[] getPropertyNames() {
			return StringUtils.hasText(this.version) ? new String[] { VERSION, PROCESS_ID }
					: new String[] { PROCESS_ID };
		}

		@Override
		public @Nullable Object getProperty(String name) {
			return switch (name) {
				case VERSION -> StringUtils.hasText(this.version) ? this.version : null;
				case PROCESS_ID -> ProcessHandle.current().pid();
				default -> null;
			};
		}

	}

}
