package io.golambda.test;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * The secrets that a test class declares, and the thread-bound ones of the test whose
 * application starts.
 *
 * @param annotation the annotation of the class
 */
record SecretDefinitions(LambdaSecrets annotation) {

	private static final ThreadLocal<@Nullable SecretDefinitions> STARTING = new ThreadLocal<>();

	/**
	 * Returns the definitions of a test class, or of a class around it.
	 */
	static Optional<SecretDefinitions> of(Class<?> testClass) {
		return Optional.ofNullable(TestContextAnnotationUtils.findMergedAnnotation(testClass, LambdaSecrets.class))
			.map(SecretDefinitions::new);
	}

	/**
	 * Returns the definitions for an application that the current thread starts.
	 */
	static Optional<SecretDefinitions> ofStartingApplication() {
		return Optional.ofNullable(STARTING.get());
	}

	void enter() {
		STARTING.set(this);
	}

	static void leave() {
		STARTING.remove();
	}

	SecretsStandIn start() {
		SecretsStandIn.Builder builder = SecretsStandIn.builder();
		for (LambdaSecrets.Value secret : this.annotation.secrets()) {
			builder.secret(secret.name(), secret.versionStage(), secret.value());
		}
		for (LambdaSecrets.Value parameter : this.annotation.parameters()) {
			builder.parameter(parameter.name(), parameter.value());
		}
		return builder.start();
	}

	// without the values
	@Override
	public String toString() {
		return "SecretDefinitions[" + this.annotation.secrets().length + " secrets, "
				+ this.annotation.parameters().length + " parameters]";
	}

}
