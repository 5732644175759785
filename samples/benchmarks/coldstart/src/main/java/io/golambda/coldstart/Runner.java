package io.golambda.coldstart;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Starts a contestant in a new process and measures it.
 */
final class Runner {

	private static final String RUNTIME_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

	// the class path of a managed runtime
	private static final List<String> RUNTIME_JARS = List.of("aws-lambda-java-runtime-interface-client",
			"aws-lambda-java-core", "aws-lambda-java-serialization", "utils-lite", "annotations-2");

	// those of Lambda, with the heap that the JVM chooses if it sees 1,024 MB
	private static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms16m",
			"-Xmx256m");

	private static final Path START_SCRIPT = Path
		.of("../../../golambda-maven-plugin/src/main/resources/io/golambda/maven/start")
		.toAbsolutePath()
		.normalize();

	private static final byte[] EVENT = """
			{"Records":[{"messageId":"059f36b4-87a3-44ab-83d2-661975830a7d","receiptHandle":"AQEBwJnKyrHigUMZj6rYigCg\
			xlaS3SLy0a","body":"{\\"message\\":\\"blue\\"}","attributes":{"ApproximateReceiveCount":"1","SentTimestamp":\
			"1545082649183","SenderId":"AIDAIENQZJOLO23YVJ4VO","ApproximateFirstReceiveTimestamp":"1545082649185"},\
			"messageAttributes":{},"md5OfBody":"e4e68fb7bd0e697a0ae8f1bb342846b3","eventSource":"aws:sqs",\
			"eventSourceARN":"arn:aws:sqs:us-east-2:123456789012:my-queue","awsRegion":"us-east-2"},{"messageId":\
			"2e1424d4-f796-459a-8184-9c92662be6da","receiptHandle":"AQEBzWwaftRI0KuVm4tP","body":"{\\"message\\":\
			\\"orange\\"}","attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1545082650636","SenderId":\
			"AIDAIENQZJOLO23YVJ4VO","ApproximateFirstReceiveTimestamp":"1545082650649"},"messageAttributes":{},\
			"md5OfBody":"e4e68fb7bd0e697a0ae8f1bb342846b3","eventSource":"aws:sqs","eventSourceARN":\
			"arn:aws:sqs:us-east-2:123456789012:my-queue","awsRegion":"us-east-2"}]}"""
		.getBytes();

	private final Path peers;

	private final Path work;

	private final String services;

	/**
	 * Creates a runner.
	 * @param peers the folder of the peers
	 * @param work a folder for tasks, caches and output
	 * @param services the address of the {@link LoopbackServices}
	 */
	Runner(Path peers, Path work, String services) {
		this.peers = peers;
		this.work = work.toAbsolutePath();
		this.services = services;
	}

	/**
	 * Lays out the task as in Lambda and, if the contestant has a cache, trains it. Rows
	 * on one core share both with those on all cores.
	 */
	void prepare(Contestant contestant) throws IOException, InterruptedException {
		if (isZip(contestant) && !Files.exists(task(contestant))) {
			Path lib = Files.createDirectories(task(contestant).resolve("lib"));
			for (Path jar : jars(contestant)) {
				if (!isOfTheRuntime(jar)) {
					Files.copy(jar, lib.resolve(jar.getFileName()));
				}
			}
		}
		if (contestant.cached() && !Files.exists(cache(contestant))) {
			run(contestant, 3, true);
		}
	}

	/**
	 * Measures one cold start.
	 * @param invocations the number of invocations, including the cold one
	 */
	Measured measure(Contestant contestant, int invocations) throws IOException, InterruptedException {
		return run(contestant, invocations, false);
	}

	/**
	 * Returns the size of a zip of the deployed jars.
	 */
	long deployedBytes(Contestant contestant) throws IOException {
		Path file = this.work.resolve("deployed.zip");
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			for (Path jar : jars(contestant)) {
				if (!isOfTheRuntime(jar)) {
					zip.putNextEntry(new ZipEntry("lib/" + jar.getFileName()));
					Files.copy(jar, zip);
				}
			}
		}
		return Files.size(file);
	}

	private Measured run(Contestant contestant, int invocations, boolean training)
			throws IOException, InterruptedException {
		Path output = this.work.resolve("output-" + file(contestant) + ".log");
		try (RuntimeApi api = new RuntimeApi(EVENT, invocations)) {
			ProcessBuilder builder = new ProcessBuilder(command(contestant, training));
			contestant.environment()
				.forEach((name, value) -> builder.environment()
					.put(name, value.replace(Contestant.SERVICES, this.services)));
			builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
			builder.environment().put("AWS_REGION", "us-east-1");
			builder.environment().put("AWS_ENDPOINT_URL", "http://" + this.services);
			builder.environment().put("AWS_ACCESS_KEY_ID", "key");
			builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
			builder.environment().put("AWS_SESSION_TOKEN", "token");
			builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "colors");
			builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "1");
			builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
			builder.environment().put("AWS_LAMBDA_LOG_GROUP_NAME", "group");
			builder.environment().put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
			builder.environment().put("_HANDLER", contestant.handler());
			if (isZip(contestant)) {
				builder.directory(task(contestant).toFile());
				builder.environment().put("LAMBDA_TASK_ROOT", task(contestant).toString());
			}
			builder.redirectErrorStream(true).redirectOutput(output.toFile());
			long start = System.nanoTime();
			Process process = builder.start();
			boolean answered = api.await(120);
			long memory = peakMemory(process);
			Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
			if (training) {
				// by a signal, so that the JVM writes its cache
				process.destroy();
				process.waitFor(60, TimeUnit.SECONDS);
			}
			process.destroyForcibly().waitFor();
			if (!answered || !api.answer().equals("\"blue:orange\"")) {
				throw new IllegalStateException(
						contestant.label() + " answered " + api.answer() + "; its output is in " + output);
			}
			return new Measured((api.firstAnswer() - start) / 1e6, warm(api.nanos()), memory, cpu.toMillis());
		}
	}

	// the median of the last three quarters, after the warm-up
	private static double warm(List<Long> nanos) {
		List<Long> warm = nanos.subList(nanos.size() / 4, nanos.size()).stream().sorted().toList();
		return warm.get(warm.size() / 2) / 1e3;
	}

	private List<String> command(Contestant contestant, boolean training) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		if (contestant.oneCore() && !training) {
			command.addAll(SingleCore.command().orElseThrow());
		}
		if (hasStartScript(contestant)) {
			command.add(START_SCRIPT.toString());
		}
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM_OPTIONS);
		if (contestant.cached()) {
			Path cache = cache(contestant);
			boolean aot = Runtime.version().feature() >= 25;
			String flag = aot ? (training ? "-XX:AOTCacheOutput=" : "-XX:AOTCache=")
					: (training ? "-XX:ArchiveClassesAtExit=" : "-XX:SharedArchiveFile=");
			if (training || !hasStartScript(contestant)) {
				command.add(flag + cache);
			}
		}
		command.addAll(contestant.flags());
		command
			.add("-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + nativeLibrary());
		command.add("-cp");
		Stream<Path> classPath = jars(contestant).stream().filter((jar) -> !isZip(contestant) || isOfTheRuntime(jar));
		command.add(classPath.map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
		command.add(RUNTIME_CLIENT);
		command.add(contestant.handler());
		return command;
	}

	// the start script finds the cache by the version of the JDK
	private Path cache(Contestant contestant) {
		return hasStartScript(contestant)
				? task(contestant).resolve("function-" + System.getProperty("java.runtime.version")
						+ ((Runtime.version().feature() >= 25) ? ".aot" : ".jsa"))
				: this.work.resolve("cache-" + file(contestant));
	}

	/**
	 * Unpacks the native library of the runtime client in advance, as a managed runtime
	 * does. The client would unpack it to a file that other functions on this computer
	 * may use.
	 */
	private Path nativeLibrary() throws IOException {
		Path file = this.work.resolve("libaws-lambda-jni.so");
		if (!Files.exists(file)) {
			String name = "/jni/libaws-lambda-jni.linux-"
					+ (System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64") + ".so";
			try (InputStream library = Runner.class.getResourceAsStream(name)) {
				Files.copy(library, file);
			}
		}
		return file;
	}

	/**
	 * Returns the jars of the contestant, with the runtime client of this harness, which
	 * is the same for all contestants.
	 */
	private List<Path> jars(Contestant contestant) throws IOException {
		Path target = this.peers.resolve(contestant.folder()).resolve("target");
		// as golambda's Maven plugin lays out a function
		Path packaged = target.resolve("golambda/task/lib");
		List<Path> jars = new ArrayList<>();
		for (Path folder : List.of(Files.exists(packaged) ? packaged : target.resolve("lib"), target)) {
			try (Stream<Path> files = Files.list(folder)) {
				// Quarkus keeps the application separate from its libraries
				files.filter((file) -> file.toString().endsWith(folder.equals(target) ? "-runner.jar" : ".jar"))
					.map(Path::toAbsolutePath)
					.filter((jar) -> !isOfTheRuntime(jar))
					.sorted()
					.forEach(jars::add);
			}
		}
		for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (isOfTheRuntime(Path.of(element))) {
				jars.add(Path.of(element));
			}
		}
		return jars;
	}

	private static boolean isZip(Contestant contestant) {
		return contestant.layout() != Layout.IMAGE;
	}

	private static boolean hasStartScript(Contestant contestant) {
		return contestant.layout() == Layout.ZIP_WITH_START_SCRIPT;
	}

	private static boolean isOfTheRuntime(Path jar) {
		return RUNTIME_JARS.stream().anyMatch((name) -> jar.getFileName().toString().startsWith(name));
	}

	private Path task(Contestant contestant) {
		return this.work.resolve("task-" + file(contestant));
	}

	private static String file(Contestant contestant) {
		return contestant.row().replaceAll("[^A-Za-z0-9]+", "-");
	}

	private static long peakMemory(Process process) {
		Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
		try (Stream<String> lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith("VmHWM:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
				.findFirst()
				.orElse(0);
		}
		catch (IOException | UncheckedIOException ex) {
			// not on Linux
			return 0;
		}
	}

}
