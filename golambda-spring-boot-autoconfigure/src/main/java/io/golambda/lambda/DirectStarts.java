package io.golambda.lambda;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Finds the {@link DirectStart} that was generated for an application.
 */
final class DirectStarts {

	/**
	 * The system property that disables direct starts.
	 */
	static final String PROPERTY = "golambda.direct-start.enabled";

	private static final String ENVIRONMENT_VARIABLE = "GOLAMBDA_DIRECTSTART_ENABLED";

	private DirectStarts() {
	}

	/**
	 * Returns the direct start of an application.
	 * @param applicationClass the class of the application
	 * @return the direct start, or {@code null} if there is none or it is disabled
	 */
	static @Nullable DirectStart find(Class<?> applicationClass) {
		String name = applicationClass.getName() + "__" + DirectStart.FEATURE;
		if (!AotDetector.useGeneratedArtifacts() || !isEnabled()
				|| !ClassUtils.isPresent(name, applicationClass.getClassLoader())) {
			return null;
		}
		return (DirectStart) BeanUtils
			.instantiateClass(ClassUtils.resolveClassName(name, applicationClass.getClassLoader()));
	}

	private static boolean isEnabled() {
		String property = System.getProperty(PROPERTY);
		String value = (property != null) ? property
				: LambdaEnvironment.current().variable(ENVIRONMENT_VARIABLE).orElse(null);
		return !"false".equalsIgnoreCase(value);
	}

}
