package io.golambda.coldstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The contestants of each table.
 */
final class Contestants {

	private static final String BARE = "io.golambda.peers.BareHandler";

	private static final String POWERTOOLS = "io.golambda.peers.PowertoolsHandler";

	private static final String QUARKUS = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

	private static final String MICRONAUT = "io.golambda.peers.MicronautHandler";

	private static final String ADAPTER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker"
			+ "::handleRequest";

	private static final String GOLAMBDA = "io.golambda.lambda.LambdaHandler";

	// the peer is built with Spring AOT, and golambda uses what it finds
	private static final String NO_AOT = "-Dspring.aot.enabled=false";

	private static final String NO_DIRECT_START = "-Dgolambda.direct-start.enabled=false";

	private Contestants() {
	}

	/**
	 * Returns each way to write the function, and the most important ones on one core.
	 */
	static List<Contestant> full() {
		List<Contestant> contestants = new ArrayList<>(onAllCores());
		onOneCore().map(Contestant::onOneCore).forEach(contestants::add);
		return List.copyOf(contestants);
	}

	private static List<Contestant> onAllCores() {
		return List.of(bare(), Contestant.zip("bare Jackson", "bare", BARE), powertools(),
				Contestant.zip("Powertools (Log4j2)", "powertools", POWERTOOLS), quarkus(),
				Contestant.zip("Quarkus", "quarkus", QUARKUS), micronaut(),
				Contestant.zip("Micronaut", "micronaut", MICRONAUT), adapter(),
				Contestant.zip("Spring Cloud Function's adapter", "adapter", ADAPTER),
				Contestant.image("the adapter without WebFlux", "adapter-without-webflux", ADAPTER),
				golambda("golambda").with(NO_AOT), Contestant.zip("golambda", "golambda", GOLAMBDA).with(NO_AOT),
				Contestant.image("golambda under FunctionInvoker", "golambda", ADAPTER), withoutClassPreloading(),
				golambda("golambda, lazy beans").with(NO_AOT).with("-Dspring.main.lazy-initialization=true"),
				golambda("golambda, Spring AOT"),
				golambda("golambda, Spring AOT, without direct start").with(NO_DIRECT_START),
				Contestant.zip("golambda, Spring AOT", "golambda", GOLAMBDA), cached(bare()), cached(powertools()),
				cached(quarkus()), cached(micronaut()), cached(adapter()), cached(golambda("golambda").with(NO_AOT)),
				cached(golambda("golambda, Spring AOT")),
				cached(golambda("golambda, Spring AOT, without direct start").with(NO_DIRECT_START)),
				cached(golambda("golambda, Spring AOT, lazy beans").with("-Dspring.main.lazy-initialization=true")),
				Contestant.zip("golambda, Spring AOT, cache", "golambda", GOLAMBDA).withCache(),
				Contestant.zip("golambda, Spring AOT, cache, start script", "golambda", GOLAMBDA)
					.withCache()
					.withStartScript());
	}

	private static Stream<Contestant> onOneCore() {
		return Stream.of(bare(), powertools(), quarkus(), micronaut(), adapter(), golambda("golambda").with(NO_AOT),
				withoutClassPreloading(), golambda("golambda, Spring AOT"), cached(bare()), cached(powertools()),
				cached(quarkus()), cached(micronaut()), cached(adapter()), cached(golambda("golambda").with(NO_AOT)),
				cached(golambda("golambda, Spring AOT")),
				cached(golambda("golambda, Spring AOT, without direct start").with(NO_DIRECT_START)));
	}

	/**
	 * Returns the ways to read a secret, each after its function without one.
	 */
	static List<Contestant> secrets() {
		return outOfTheBoxAndFastest(List.of(
				Contestant.image("password in an environment variable", "golambda-secrets", GOLAMBDA)
					.in(Map.of("DB_PASSWORD", "correct horse")),
				Contestant.image("golambda.secrets", "golambda-secrets", GOLAMBDA)
					.in(Map.of("GOLAMBDA_SECRETS_DB", "db")),
				Contestant.image("spring.config.import=aws-secretsmanager:", "golambda-spring-cloud-aws", GOLAMBDA)
					.in(Map.of("SPRING_CONFIG_IMPORT", "aws-secretsmanager:db?prefix=db."))));
	}

	/**
	 * Returns the function, and the function with each feature switched on.
	 */
	static List<Contestant> features() {
		return outOfTheBoxAndFastest(List.of(golambda("golambda"), feature("application.properties", "properties"),
				feature("application.yaml", "yaml"),
				golambda("golambda.logging.debug-on-failure").in(Map.of("GOLAMBDA_LOGGING_DEBUGONFAILURE", "true")),
				golambda("Sentry").in(Map.of("SENTRY_DSN", "http://key@" + Contestant.SERVICES + "/1")),
				feature("validation of properties", "validation"),
				feature("tracing by OpenTelemetry", "tracing")
					.in(Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
							"http://" + Contestant.SERVICES + "/v1/traces")),
				Contestant.image("the starter for secrets, unused", "golambda-secrets", GOLAMBDA)
					.in(Map.of("DB_PASSWORD", "correct horse")),
				Contestant.image("a secret", "golambda-secrets", GOLAMBDA).in(Map.of("GOLAMBDA_SECRETS_DB", "db")),
				feature("a DynamoDbClient, unused", "dynamodb"),
				feature("a DynamoDbClient and a request", "dynamodb").in(Map.of("COLORS_TABLE", "separators"))));
	}

	private static List<Contestant> outOfTheBoxAndFastest(List<Contestant> contestants) {
		return contestants.stream()
			.flatMap((each) -> Stream.of(each.with(NO_AOT), each.named("Spring AOT, cache").withCache()))
			.toList();
	}

	private static Contestant bare() {
		return Contestant.image("bare Jackson", "bare", BARE);
	}

	private static Contestant powertools() {
		return Contestant.image("Powertools (Log4j2)", "powertools", POWERTOOLS);
	}

	private static Contestant quarkus() {
		return Contestant.image("Quarkus", "quarkus", QUARKUS);
	}

	private static Contestant micronaut() {
		return Contestant.image("Micronaut", "micronaut", MICRONAUT);
	}

	private static Contestant adapter() {
		return Contestant.image("Spring Cloud Function's adapter", "adapter", ADAPTER);
	}

	private static Contestant golambda(String name) {
		return Contestant.image(name, "golambda", GOLAMBDA);
	}

	private static Contestant withoutClassPreloading() {
		return golambda("golambda, without class preloading").with(NO_AOT)
			.with("-Dgolambda.class-preloading.enabled=false");
	}

	private static Contestant feature(String name, String folder) {
		return Contestant.image(name, "golambda-features/" + folder, GOLAMBDA);
	}

	private static Contestant cached(Contestant contestant) {
		return contestant.named("cache").withCache();
	}

}
