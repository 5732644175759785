package io.golambda.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import ch.qos.logback.classic.Level;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LogLevel;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Levels that are read without binding are those that Spring Boot binds.
 */
class SimpleLoggingTests {

	@Property(tries = 500)
	void levelsAreThoseThatSpringBootBinds(@ForAll("variables") Map<String, String> variables,
			@ForAll("properties") Map<String, String> first, @ForAll("properties") Map<String, String> second) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new LinkedHashMap<>(variables)));
		environment.getPropertySources().addLast(new MapPropertySource("first", new LinkedHashMap<>(first)));
		environment.getPropertySources().addLast(new MapPropertySource("second", new LinkedHashMap<>(second)));
		ConfigurationPropertySources.attach(environment);
		SimpleLogging simple = SimpleLogging.of(environment);
		Statistics.collect(simple != null ? "simple" : "bound");
		if (simple != null) {
			Map<String, Level> bound = new TreeMap<>();
			Binder.get(environment)
				.bind("logging.level", Bindable.mapOf(String.class, LogLevel.class))
				.orElse(Map.of())
				.forEach((name, level) -> bound.put(name,
						(level == LogLevel.FATAL) ? Level.ERROR : Level.valueOf(level.name())));
			assertThat(new TreeMap<>(simple.levels())).isEqualTo(bound);
			assertThat(Binder.get(environment).bind("logging.config", String.class).isBound()).isFalse();
		}
	}

	@Provide
	Arbitrary<Map<String, String>> properties() {
		Arbitrary<String> prefix = Arbitraries.frequency(Tuple.of(40, "logging.level."), Tuple.of(1, "logging.level"),
				Tuple.of(1, "Logging.Level."), Tuple.of(1, "logging.le-vel."), Tuple.of(1, "loggings."),
				Tuple.of(1, "logging.config."));
		return maps(prefix, loggers("com", "com", "org", "acme", "acme", "shop", "Com", "my-shop", "a1", "1", "root",
				"Orders", "x_y", "[0]", "$"));
	}

	@Provide
	Arbitrary<Map<String, String>> variables() {
		Arbitrary<String> prefix = Arbitraries.frequency(Tuple.of(40, "LOGGING_LEVEL_"), Tuple.of(1, "LOGGINGLEVEL_"),
				Tuple.of(1, "logging_level_"), Tuple.of(1, "LOGGING_"), Tuple.of(1, "LOG_LEVEL_"));
		return maps(prefix, loggers("COM", "COM", "ORG", "ACME", "SHOP", "ROOT", "A1", "1", "com", "")
			.map((name) -> name.replace('.', '_')));
	}

	private static Arbitrary<String> loggers(String... elements) {
		return Arbitraries.of(elements).list().ofMinSize(1).ofMaxSize(3).map((parts) -> String.join(".", parts));
	}

	private static Arbitrary<Map<String, String>> maps(Arbitrary<String> prefix, Arbitrary<String> loggers) {
		Arbitrary<String> names = Combinators.combine(prefix, loggers).as(String::concat);
		Arbitrary<String> values = Arbitraries.of("trace", "debug", "INFO", "Warn", "error", "fatal", "off", "false");
		return Arbitraries.maps(names, values).ofMaxSize(2);
	}

}
