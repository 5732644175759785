package io.golambda.test.generated;

/**
 * Names the package into which tests of {@link EchoApplication} are compiled.
 */
public final class EchoApplicationPackage {

	/**
	 * The name of the package.
	 */
	public static final String NAME = EchoApplication.class.getPackageName();

	private EchoApplicationPackage() {
	}

}
