package io.golambda.test;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import io.golambda.logging.LineFormat;

/**
 * The application of a test, where there is one.
 */
final class SpringTest {

	private SpringTest() {
	}

	/**
	 * Finds how the test's application writes its lines.
	 * @return the format, or {@code null} if the test is not one of Spring's
	 */
	static @Nullable LineFormat lineFormat(ExtensionContext context) {
		try {
			return isSpring(context)
					? SpringExtension.getApplicationContext(context).getBeanProvider(LineFormat.class).getIfUnique()
					: null;
		}
		catch (NoClassDefFoundError ex) {
			// without spring-test
			return null;
		}
	}

	private static boolean isSpring(ExtensionContext context) {
		List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
		context.getTestClass().ifPresent(classes::add);
		return classes.stream()
			.flatMap((type) -> AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream())
			.flatMap((extensions) -> List.of(extensions.value()).stream())
			.anyMatch(SpringExtension.class::isAssignableFrom);
	}

}
