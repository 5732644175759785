package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to package what cannot work in Lambda.
 */
final class PackageChecks {

	static final String LAMBDA_HANDLER = "io.golambda.lambda.LambdaHandler";

	private final LambdaRuntime runtime;

	private final Log log;

	PackageChecks(LambdaRuntime runtime, Log log) {
		this.runtime = runtime;
		this.log = log;
	}

	/**
	 * Checks the class files, before anything else reads them.
	 */
	void checkVersions(Path classes, List<Library> libraries) throws IOException, MojoFailureException {
		if (Files.isDirectory(classes)) {
			String newer = newerClass(classes);
			if (newer != null) {
				throw new MojoFailureException(newer + ". Set <maven.compiler.release>" + this.runtime.javaVersion()
						+ "</maven.compiler.release>, or choose a newer <runtime>.");
			}
		}
		for (Library library : libraries) {
			String newer = newerClass(library.file());
			if (newer != null) {
				this.log.warn(library.coordinates() + ": " + newer + ". If the function uses it, it will fail.");
			}
		}
	}

	private @Nullable String newerClass(Path folderOrJar) throws IOException {
		String[] newer = new String[1];
		ClassSource.visitHeaders(folderOrJar, (path, content) -> {
			int version = ClassFile.javaVersion(content);
			if (newer[0] == null && version > this.runtime.javaVersion()) {
				newer[0] = path + " is compiled for Java " + version + ", newer than the runtime "
						+ this.runtime.name();
			}
		});
		return newer[0];
	}

	/**
	 * Checks the dependencies and the function.
	 */
	void check(FunctionClasses classes, String handler) throws IOException, MojoFailureException {
		for (Library library : classes.libraries()) {
			checkIsNotFat(library);
		}
		if (!classes.exists(LAMBDA_HANDLER)) {
			throw new MojoFailureException("golambda is not a dependency of the function. Add "
					+ "io.golambda:golambda-spring-boot-starter, without the scope test or provided.");
		}
		String handlerClass = handler.replaceFirst("::.*", "");
		if (!classes.exists(handlerClass)) {
			throw new MojoFailureException("handler is " + handler + ", but the function has no class " + handlerClass
					+ ". golambda's handler is " + LAMBDA_HANDLER + ".");
		}
		if (!FunctionBeans.arePossible(classes)) {
			throw new MojoFailureException("No function was found in " + classes.folder()
					+ ": there is neither a @Bean method that returns a Function, Consumer or Supplier, nor a class that "
					+ "implements one. Declare one: @Bean Function<Event, String> orders() { … }. If it is registered in "
					+ "another way, name it in spring.cloud.function.definition in application.properties.");
		}
	}

	private static void checkIsNotFat(Library library) throws IOException, MojoFailureException {
		if (Files.isDirectory(library.file())) {
			return;
		}
		try (JarFile jar = new JarFile(library.file().toFile())) {
			if (jar.getEntry("BOOT-INF/classes/") != null || jar.getEntry("BOOT-INF/lib/") != null) {
				throw new MojoFailureException(library.coordinates()
						+ " is Spring Boot's executable jar, whose classes "
						+ "cannot be used as a dependency. In its build, give spring-boot-maven-plugin's repackage a "
						+ "<classifier>exec</classifier>, so that its main jar stays a plain one.");
			}
		}
	}

}
