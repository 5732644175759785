package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.maven.plugin.MojoExecutionException;

/**
 * Lays out a function for a container image: its jars and those of Lambda's runtime
 * client in {@code lib/}, those that only train the JDK's class cache in
 * {@code trainer/}.
 */
final class ImageLayout {

	private final Path folder;

	private final FunctionLayout function;

	ImageLayout(Path folder, FunctionLayout function) {
		this.folder = folder;
		this.function = function;
	}

	void write(LocalRuntime runtime) throws IOException, MojoExecutionException {
		this.function.writeLib(this.folder);
		for (RuntimeJar jar : runtime.lambdaClient(this.function.libraries())) {
			this.function.copy(jar.file(), lib().resolve(jar.fileName()));
		}
		Path trainer = Files.createDirectories(trainer());
		for (RuntimeJar jar : runtime.trainer(this.function.libraries())) {
			this.function.copy(jar.file(), trainer.resolve(jar.fileName()));
		}
	}

	Path lib() {
		return this.folder.resolve("lib");
	}

	Path trainer() {
		return this.folder.resolve("trainer");
	}

}
