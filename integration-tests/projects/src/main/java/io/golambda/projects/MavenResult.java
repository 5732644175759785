package io.golambda.projects;

/**
 * The result of a Maven build.
 *
 * @param exitCode the exit code of Maven
 * @param output the output
 * @param errors the error output
 */
public record MavenResult(int exitCode, String output, String errors) {

	/**
	 * Returns this result if Maven succeeded.
	 * @return this result
	 * @throws AssertionError with the output of Maven if it failed
	 */
	public MavenResult succeeded() {
		if (this.exitCode != 0) {
			throw new AssertionError(
					"Maven failed with exit code " + this.exitCode + ":\n" + this.output + this.errors);
		}
		return this;
	}

}
