package io.golambda.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import io.golambda.logging.LineFormat;

/**
 * Access to the application of a Spring test.
 */
final class SpringTest {

	private SpringTest() {
	}

	static boolean isSpring(ExtensionContext context) {
		List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
		context.getTestClass().ifPresent(classes::add);
		try {
			return classes.stream()
				.flatMap((type) -> AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream())
				.flatMap((extensions) -> Arrays.stream(extensions.value()))
				.anyMatch(SpringExtension.class::isAssignableFrom);
		}
		catch (NoClassDefFoundError ex) {
			return false;
		}
	}

	/**
	 * Returns the line format of the test's application.
	 * @return the format, or {@code null} if the application does not use golambda
	 */
	static @Nullable LineFormat lineFormat(ExtensionContext context) {
		return SpringExtension.getApplicationContext(context).getBeanProvider(LineFormat.class).getIfUnique();
	}

}
