package io.golambda.coldstart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A variant of the function and its start.
 *
 * @param name the name in the table, without the layout and the number of cores
 * @param folder the peer's folder
 * @param handler the handler
 * @param layout the way in which it is deployed
 * @param cached whether it has the JDK's class cache (AOT cache, or AppCDS before JDK 25)
 * @param oneCore whether it runs on one core of this computer
 * @param flags additional JVM options
 * @param environment additional environment variables, whose values may contain
 * {@link #SERVICES}
 */
record Contestant(String name, String folder, String handler, Layout layout, boolean cached, boolean oneCore,
		List<String> flags, Map<String, String> environment) {

	/**
	 * The placeholder for the address of the {@link LoopbackServices}.
	 */
	static final String SERVICES = "{services}";

	/**
	 * Returns the function of a peer in a container image.
	 */
	static Contestant of(String name, String folder, String handler) {
		return new Contestant(name, folder, handler, Layout.IMAGE, false, false, List.of(), mainClass(folder));
	}

	private static Map<String, String> mainClass(String folder) {
		return Map.of("MAIN_CLASS", "io.golambda.peers." + switch (folder) {
			case "adapter", "adapter-without-webflux" -> "AdapterApplication";
			case "golambda-secrets", "golambda-spring-cloud-aws" -> "SecretsApplication";
			case "golambda-features/dynamodb" -> "DynamoDbApplication";
			case "golambda-features/idempotency" -> "IdempotencyApplication";
			case "golambda-features/validation" -> "ValidationApplication";
			default -> "GolambdaApplication";
		});
	}

	/**
	 * Returns the name in the table.
	 */
	String row() {
		return this.name + ((this.layout == Layout.IMAGE) ? ", image" : ", zip");
	}

	/**
	 * Returns the name in the table and, if it runs on one core, that it does.
	 */
	String label() {
		return this.oneCore ? row() + ", one core" : row();
	}

	Contestant named(String addition) {
		return new Contestant(this.name + ", " + addition, this.folder, this.handler, this.layout, this.cached,
				this.oneCore, this.flags, this.environment);
	}

	Contestant in(Map<String, String> more) {
		Map<String, String> variables = new HashMap<>(this.environment);
		variables.putAll(more);
		return new Contestant(this.name, this.folder, this.handler, this.layout, this.cached, this.oneCore, this.flags,
				Map.copyOf(variables));
	}

	Contestant with(String flag) {
		List<String> more = new ArrayList<>(this.flags);
		more.add(flag);
		return new Contestant(this.name, this.folder, this.handler, this.layout, this.cached, this.oneCore,
				List.copyOf(more), this.environment);
	}

	Contestant withCache() {
		return new Contestant(this.name + ", cache", this.folder, this.handler, this.layout, true, this.oneCore,
				this.flags, this.environment);
	}

	Contestant asZip() {
		return new Contestant(this.name, this.folder, this.handler, Layout.ZIP, this.cached, this.oneCore, this.flags,
				this.environment);
	}

	Contestant asZipWithStartScript() {
		return new Contestant(this.name + ", start script", this.folder, this.handler, Layout.ZIP_WITH_START_SCRIPT,
				this.cached, this.oneCore, this.flags, this.environment);
	}

	Contestant onOneCore() {
		return new Contestant(this.name, this.folder, this.handler, this.layout, this.cached, true, this.flags,
				this.environment);
	}

}
