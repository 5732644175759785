package io.golambda.coldstart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A variant of the function and its start.
 *
 * @param name the name in the table
 * @param folder the peer's folder
 * @param handler the handler
 * @param zip whether it is started like a zip on a managed runtime, with its jars in
 * {@code lib/} under the working directory and only the runtime client on the class path;
 * otherwise like a container image, with all jars on the class path
 * @param cached whether it has the JDK's class cache (AOT cache, or AppCDS before JDK 25)
 * @param startScript whether the start script of the zip adds all jars to the class path
 * @param flags additional JVM options
 * @param environment additional environment variables
 */
record Contestant(String name, String folder, String handler, boolean zip, boolean cached, boolean startScript,
		List<String> flags, Map<String, String> environment) {

	private static final String GOLAMBDA = "io.golambda.lambda.LambdaHandler";

	private static final String ADAPTER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker"
			+ "::handleRequest";

	private static final String QUARKUS = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

	private static final String MICRONAUT = "io.golambda.peers.MicronautHandler";

	// the peer is built with Spring AOT, and golambda uses what it finds
	private static final String NO_AOT = "-Dspring.aot.enabled=false";

	/**
	 * The reference for all others: the adapter as shipped, without any accelerator.
	 */
	static final String REFERENCE = "Spring Cloud Function's adapter, image";

	static final String FLOOR = "bare Jackson, image";

	static List<Contestant> all() {
		return List.of(image("bare Jackson", "bare", "io.golambda.peers.BareHandler"),
				zip("bare Jackson", "bare", "io.golambda.peers.BareHandler"),
				image("Powertools (Log4j2)", "powertools", "io.golambda.peers.PowertoolsHandler"),
				zip("Powertools (Log4j2)", "powertools", "io.golambda.peers.PowertoolsHandler"),
				image("Quarkus", "quarkus", QUARKUS), zip("Quarkus", "quarkus", QUARKUS),
				image("Micronaut", "micronaut", MICRONAUT), zip("Micronaut", "micronaut", MICRONAUT),
				image("Spring Cloud Function's adapter", "adapter", ADAPTER),
				zip("Spring Cloud Function's adapter", "adapter", ADAPTER),
				image("the adapter without WebFlux", "adapter-without-webflux", ADAPTER),
				image("golambda", "golambda", GOLAMBDA).with(NO_AOT),
				zip("golambda", "golambda", GOLAMBDA).with(NO_AOT),
				image("golambda under FunctionInvoker", "golambda", ADAPTER),
				image("golambda, without class preloading", "golambda", GOLAMBDA).with(NO_AOT)
					.with("-Dgolambda.class-preloading.enabled=false"),
				image("golambda, lazy beans", "golambda", GOLAMBDA).with(NO_AOT)
					.with("-Dspring.main.lazy-initialization=true"),
				image("golambda, Spring AOT", "golambda", GOLAMBDA), zip("golambda, Spring AOT", "golambda", GOLAMBDA),
				image("bare Jackson, cache", "bare", "io.golambda.peers.BareHandler").withCache(),
				image("Powertools (Log4j2), cache", "powertools", "io.golambda.peers.PowertoolsHandler").withCache(),
				image("Quarkus, cache", "quarkus", QUARKUS).withCache(),
				image("Micronaut, cache", "micronaut", MICRONAUT).withCache(),
				image("Spring Cloud Function's adapter, cache", "adapter", ADAPTER).withCache(),
				image("golambda, cache", "golambda", GOLAMBDA).with(NO_AOT).withCache(),
				image("golambda, Spring AOT, cache", "golambda", GOLAMBDA).withCache(),
				image("golambda, Spring AOT, lazy beans, cache", "golambda", GOLAMBDA)
					.with("-Dspring.main.lazy-initialization=true")
					.withCache(),
				zip("golambda, Spring AOT, cache", "golambda", GOLAMBDA).withCache(),
				zip("golambda, Spring AOT, cache, start script", "golambda", GOLAMBDA).withCache().withStartScript());
	}

	/**
	 * Returns the ways to read a secret, each after its function without one.
	 */
	static List<Contestant> secrets() {
		List<Contestant> contestants = new ArrayList<>();
		for (Contestant each : List.of(
				image("password in an environment variable", "golambda-secrets", GOLAMBDA)
					.in(Map.of("DB_PASSWORD", "correct horse")),
				image("golambda.secrets", "golambda-secrets", GOLAMBDA).in(Map.of("GOLAMBDA_SECRETS_DB", "db")),
				image("spring.config.import=aws-secretsmanager:", "golambda-spring-cloud-aws", GOLAMBDA)
					.in(Map.of("SPRING_CONFIG_IMPORT", "aws-secretsmanager:db?prefix=db.")))) {
			contestants.add(each.with(NO_AOT));
			contestants.add(each.named("Spring AOT, cache").withCache());
		}
		return List.copyOf(contestants);
	}

	private static Contestant image(String name, String folder, String handler) {
		return new Contestant(name + ", image", folder, handler, false, false, false, List.of(), mainClass(folder));
	}

	private static Contestant zip(String name, String folder, String handler) {
		return new Contestant(name + ", zip", folder, handler, true, false, false, List.of(), mainClass(folder));
	}

	private static Map<String, String> mainClass(String folder) {
		return Map.of("MAIN_CLASS", "io.golambda.peers." + switch (folder) {
			case "golambda" -> "GolambdaApplication";
			case "golambda-secrets", "golambda-spring-cloud-aws" -> "SecretsApplication";
			default -> "AdapterApplication";
		});
	}

	private Contestant named(String addition) {
		return new Contestant(this.name + ", " + addition, this.folder, this.handler, this.zip, this.cached,
				this.startScript, this.flags, this.environment);
	}

	private Contestant in(Map<String, String> more) {
		Map<String, String> variables = new HashMap<>(this.environment);
		variables.putAll(more);
		return new Contestant(this.name, this.folder, this.handler, this.zip, this.cached, this.startScript, this.flags,
				Map.copyOf(variables));
	}

	private Contestant with(String flag) {
		List<String> more = new ArrayList<>(this.flags);
		more.add(flag);
		return new Contestant(this.name, this.folder, this.handler, this.zip, this.cached, this.startScript,
				List.copyOf(more), this.environment);
	}

	private Contestant withCache() {
		return new Contestant(this.name, this.folder, this.handler, this.zip, true, this.startScript, this.flags,
				this.environment);
	}

	private Contestant withStartScript() {
		return new Contestant(this.name, this.folder, this.handler, this.zip, this.cached, true, this.flags,
				this.environment);
	}

}
