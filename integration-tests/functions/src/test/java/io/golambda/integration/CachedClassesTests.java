package io.golambda.integration;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.acme.forms.FormsApplication;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.golambda.event.Event;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that functions of these tests start from the cache, without which the tests take
 * longer.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CachedClassesTests {

	@Test
	void functionLoadsItsClassesFromTheCache(@TempDir Path folder) throws Exception {
		Path classes = folder.resolve("classes.log");
		LocalFunction.Builder builder = CachedClasses.builder();
		Assumptions.assumeTrue(CachedClasses.isAvailable(), "golambda is not packaged");
		FunctionOutput output = new FunctionOutput();
		try (LocalFunction function = builder.environment("MAIN_CLASS", FormsApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "lambda")
			.javaOption("-Xlog:class+load:file=" + classes)
			.output(output)
			.start()) {
			assertThat(function.invoke(Event.encapSqs("{\"message\":\"blue\"}")).join().text()).isEqualTo("\"blue\"");
		}
		assertThat(classes).content()
			.contains("io.golambda.event.Event source: shared objects file (top)")
			.contains("org.springframework.boot.SpringApplication source: shared objects file (top)");
		assertThat(output.plainLines()).isEmpty();
	}

}
