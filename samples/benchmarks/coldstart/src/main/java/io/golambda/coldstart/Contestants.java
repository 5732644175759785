package io.golambda.coldstart;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The contestants of each table.
 */
final class Contestants {

	private static final String ADAPTER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker"
			+ "::handleRequest";

	private static final String GOLAMBDA = "io.golambda.lambda.LambdaHandler";

	// the peer is built with Spring AOT, and golambda uses what it finds
	private static final String NO_AOT = "-Dspring.aot.enabled=false";

	private static final String LAZY_BEANS = "-Dspring.main.lazy-initialization=true";

	private Contestants() {
	}

	/**
	 * Returns each way to write the function, and the most important ones on one core.
	 */
	static List<Contestant> full() {
		return Stream.of(withoutCache(), withCache(), onOneCore().map(Contestant::onOneCore))
			.flatMap(Function.identity())
			.toList();
	}

	private static Stream<Contestant> withoutCache() {
		return Stream.of(bare(), bare().asZip(), powertools(), powertools().asZip(), quarkus(), quarkus().asZip(),
				micronaut(), micronaut().asZip(), adapter(), adapter().asZip(),
				Contestant.of("the adapter without WebFlux", "adapter-without-webflux", ADAPTER), golambda(),
				golambda().asZip(), Contestant.of("golambda under FunctionInvoker", "golambda", ADAPTER),
				withoutClassPreloading(), golambda().named("lazy beans").with(LAZY_BEANS), springAot(),
				withoutDirectStart(), springAot().asZip());
	}

	private static Stream<Contestant> withCache() {
		return Stream.concat(Stream
			.of(bare(), powertools(), quarkus(), micronaut(), adapter(), golambda(), springAot(), withoutDirectStart(),
					springAot().named("lazy beans").with(LAZY_BEANS), springAot().asZip())
			.map(Contestant::withCache), Stream.of(springAot().withCache().asZipWithStartScript()));
	}

	private static Stream<Contestant> onOneCore() {
		return Stream.concat(
				Stream.of(bare(), powertools(), quarkus(), micronaut(), adapter(), golambda(), withoutClassPreloading(),
						springAot()),
				Stream
					.of(bare(), powertools(), quarkus(), micronaut(), adapter(), golambda(), springAot(),
							withoutDirectStart(), nativeReflection())
					.map(Contestant::withCache));
	}

	/**
	 * Returns the ways to read a secret, each after its function without one.
	 */
	static List<Contestant> secrets() {
		return outOfTheBoxAndFastest(List.of(
				Contestant.of("password in an environment variable", "golambda-secrets", GOLAMBDA)
					.in(Map.of("DB_PASSWORD", "correct horse")),
				Contestant.of("golambda.secrets", "golambda-secrets", GOLAMBDA).in(Map.of("GOLAMBDA_SECRETS_DB", "db")),
				Contestant.of("spring.config.import=aws-secretsmanager:", "golambda-spring-cloud-aws", GOLAMBDA)
					.in(Map.of("SPRING_CONFIG_IMPORT", "aws-secretsmanager:db?prefix=db."))));
	}

	/**
	 * Returns the function, and the function with each feature switched on.
	 */
	static List<Contestant> features() {
		return outOfTheBoxAndFastest(List.of(variant("golambda"), feature("application.properties", "properties"),
				feature("application.yaml", "yaml"),
				variant("golambda.logging.debug-on-failure").in(Map.of("GOLAMBDA_LOGGING_DEBUGONFAILURE", "true")),
				variant("golambda.timeout.margin=0").in(Map.of("GOLAMBDA_TIMEOUT_MARGIN", "0")),
				feature("Spring Boot's metrics, unused", "metrics"),
				feature("golambda.metrics.namespace", "metrics").in(Map.of("GOLAMBDA_METRICS_NAMESPACE", "Shop")),
				variant("Sentry").in(Map.of("SENTRY_DSN", "http://key@" + Contestant.SERVICES + "/1")),
				feature("validation of properties", "validation"),
				feature("tracing by OpenTelemetry", "tracing")
					.in(Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
							"http://" + Contestant.SERVICES + "/v1/traces")),
				Contestant.of("the starter for secrets, unused", "golambda-secrets", GOLAMBDA)
					.in(Map.of("DB_PASSWORD", "correct horse")),
				Contestant.of("a secret", "golambda-secrets", GOLAMBDA).in(Map.of("GOLAMBDA_SECRETS_DB", "db")),
				feature("a DynamoDbClient, unused", "dynamodb"),
				feature("a DynamoDbClient and a request", "dynamodb").in(Map.of("COLORS_TABLE", "separators")),
				feature("idempotency in DynamoDB", "idempotency")
					.in(Map.of("GOLAMBDA_IDEMPOTENCY_TABLENAME", "once"))));
	}

	private static List<Contestant> outOfTheBoxAndFastest(List<Contestant> contestants) {
		return contestants.stream()
			.flatMap((each) -> Stream.of(each.with(NO_AOT), each.named("Spring AOT").withCache()))
			.toList();
	}

	private static Contestant bare() {
		return Contestant.of(Results.BARE, "bare", "io.golambda.peers.BareHandler");
	}

	private static Contestant powertools() {
		return Contestant.of(Results.POWERTOOLS, "powertools", "io.golambda.peers.PowertoolsHandler");
	}

	private static Contestant quarkus() {
		return Contestant.of(Results.QUARKUS, "quarkus",
				"io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest");
	}

	private static Contestant micronaut() {
		return Contestant.of("Micronaut", "micronaut", "io.golambda.peers.MicronautHandler");
	}

	private static Contestant adapter() {
		return Contestant.of(Results.ADAPTER, "adapter", ADAPTER);
	}

	private static Contestant golambda() {
		return variant(Results.GOLAMBDA).with(NO_AOT);
	}

	private static Contestant withoutClassPreloading() {
		return golambda().named("without class preloading").with("-Dgolambda.class-preloading.enabled=false");
	}

	private static Contestant springAot() {
		return variant(Results.SPRING_AOT);
	}

	private static Contestant withoutDirectStart() {
		return springAot().named("without direct start").with("-Dgolambda.direct-start.enabled=false");
	}

	// as in golambda's container images, while the other rows have the same options for
	// all
	private static Contestant nativeReflection() {
		return springAot().named("native reflection").with("-Djdk.reflect.useNativeAccessorOnly=true");
	}

	private static Contestant variant(String name) {
		return Contestant.of(name, "golambda", GOLAMBDA);
	}

	private static Contestant feature(String name, String module) {
		return Contestant.of(name, "golambda-features/" + module, GOLAMBDA);
	}

}
