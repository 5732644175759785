package io.golambda.integration;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.acme.beans.BeansApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a start which leaves searches for annotations out treats annotated beans as
 * Spring does, with and without Spring AOT.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AnnotatedBeansTests {

	private static final String DESCRIBED = """
			{
			  "MapN": {
			    "bound": {
			      "BoundBeans$Checked": "bound",
			      "BoundBeans$OfClass": "bound",
			      "ofGenericType": [1, 2],
			      "ofInterface": "bound",
			      "ofMetaAnnotatedClass": "bound",
			      "ofMetaAnnotatedMethod": "bound",
			      "ofMethod": "bound",
			      "ofNothing": null,
			      "ofPrototype": "bound",
			      "ofScope": "bound",
			      "ofStaticMethod": "bound",
			      "ofSuperclass": "bound",
			      "values": {"name": "bound", "number": 7}
			    },
			    "greeting": "hello!",
			    "heard": true,
			    "json": "{\\"Purchase\\":{\\"price\\":\\"3 EUR\\",\\"label\\":{\\"caption\\":\\"x\\"},\\"the_buyer\\":\\"y\\"}}",
			    "once": [{"ticket_number": 1}, {"ticket_number": 1}],
			    "running": true
			  }
			}
			""";

	@TempDir
	private static Path folder;

	private static Path taskRoot;

	private final FunctionOutput output = new FunctionOutput();

	@BeforeAll
	static void build() throws Exception {
		taskRoot = AotFunction.build(BeansApplication.class, folder.resolve("aot"));
	}

	@ParameterizedTest
	@CsvSource({ FunctionOutput.LAMBDA_HANDLER + ",false", FunctionOutput.LAMBDA_HANDLER + ",true",
			FunctionOutput.FUNCTION_INVOKER + ",false", FunctionOutput.FUNCTION_INVOKER + ",true" })
	void annotationsCount(String handler, boolean aot) throws Exception {
		try (LocalFunction function = function(aot).handler(handler)
			.environment("ACME_NAME", "bound")
			.environment("ACME_GENERIC_NAME", "1,2")
			.environment("SPRING_JACKSON_PROPERTYNAMINGSTRATEGY", "SNAKE_CASE")
			.start()) {
			FunctionAnswer answer = function.invoke(Event.of("\"x\"")).join();
			assertThat(answer.isError()).as(answer.text()).isFalse();
			assertThat(JsonMapper.shared().readTree(answer.payload()))
				.isEqualTo(JsonMapper.shared().readTree(DESCRIBED));
		}
	}

	@ParameterizedTest
	@CsvSource({ "false", "true" })
	void invalidPropertiesAreRejected(boolean aot) throws Exception {
		try (LocalFunction function = function(aot).environment("ACME_NAME", "bad").start()) {
			FunctionAnswer answer = function.invoke(Event.of("\"x\"")).join();
			assertThat(answer.text()).contains("must not be bad");
		}
	}

	private LocalFunction.Builder function(boolean aot) {
		LocalFunction.Builder builder = CachedClasses.builder()
			.environment("MAIN_CLASS", BeansApplication.class.getName())
			.environment("SPRING_CLOUD_FUNCTION_DEFINITION", "describe")
			.environment("GOLAMBDA_IDEMPOTENCY_STORE", "memory")
			.output(this.output);
		return aot ? builder.taskRoot(taskRoot).javaOption("-Dspring.aot.enabled=true") : builder;
	}

}
