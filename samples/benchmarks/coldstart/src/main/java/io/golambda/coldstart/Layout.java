package io.golambda.coldstart;

/**
 * The way in which the files of a function are deployed.
 */
enum Layout {

	/**
	 * All jars on the JVM's class path, as in a container image.
	 */
	IMAGE,

	/**
	 * The function's jars in {@code lib/} under the working directory, and only the
	 * runtime client on the class path, as on a managed runtime.
	 */
	ZIP,

	/**
	 * A zip whose start script adds the jars in {@code lib/} to the JVM's class path.
	 */
	ZIP_WITH_START_SCRIPT

}
