package io.golambda.maven;

import org.apache.maven.plugin.MojoFailureException;

/**
 * A managed runtime of Lambda.
 *
 * @param name the identifier, such as {@code java25}
 * @param javaVersion the version of Java
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">Runtimes</a>
 */
record LambdaRuntime(String name, int javaVersion) {

	static LambdaRuntime of(String name) throws MojoFailureException {
		if (!name.matches("java\\d{2}")) {
			throw new MojoFailureException(
					"runtime is \"" + name + "\", not a Java runtime of Lambda such as java25 or java21.");
		}
		return new LambdaRuntime(name, Integer.parseInt(name.substring("java".length())));
	}

}
