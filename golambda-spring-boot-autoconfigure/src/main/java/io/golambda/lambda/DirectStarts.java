package io.golambda.lambda;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.beans.BeanUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.util.ClassUtils;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Finds the {@link DirectStart} of an application: the one that was generated if Spring
 * AOT has processed the application, otherwise the one in {@code spring.factories}.
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
		if (!isEnabled()) {
			return null;
		}
		if (!AotDetector.useGeneratedArtifacts()) {
			return SpringFactoriesLoader.forDefaultResourceLocation(applicationClass.getClassLoader())
				.load(DirectStart.class, ArgumentResolver.of(Class.class, applicationClass))
				.stream()
				.findFirst()
				.orElse(null);
		}
		String name = applicationClass.getName() + "__" + DirectStart.FEATURE;
		if (!ClassUtils.isPresent(name, applicationClass.getClassLoader())) {
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
