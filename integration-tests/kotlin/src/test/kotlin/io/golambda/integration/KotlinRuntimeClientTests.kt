package io.golambda.integration

import com.acme.greetings.GreetingsApplication
import io.golambda.event.Event
import io.golambda.local.LocalFunction
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import java.io.ByteArrayOutputStream

/** Tests a Kotlin lambda, the only function of its application, on Lambda's runtime client. */
@Timeout(60)
class KotlinRuntimeClientTests {

	private val output = ByteArrayOutputStream()

	@ParameterizedTest
	@ValueSource(strings = [LAMBDA_HANDLER, FUNCTION_INVOKER])
	fun onlyLambdaOfTheApplicationRunsUnderEitherHandler(handler: String) {
		start(handler).use { function ->
			val answer = function.invoke(
				Event.encapSqs("""{"name":"Ada","nickname":null}""", """{"name":"Grace","nickname":"Amazing","times":2}"""),
			).join()

			assertThat(answer.text()).isEqualTo("\"hello Ada, hello Amazinghello Amazing\"")

			val failure = function.invoke(Event.encapSqs("""{"nickname":"Amazing"}""")).join()

			assertThat(failure.isError).isTrue()
			assertThat(failure.text())
				.contains("io.golambda.event.EventException")
				.contains("Record 0")
				.contains("com.acme.greetings.Greeting")
				.contains("name")
		}
		assertThat(output.toString(Charsets.UTF_8))
			.contains(""""greetings":[{"name":"Ada","nickname":null,"times":1},""")
	}

	private fun start(handler: String): LocalFunction = LocalFunction.builder()
		.handler(handler)
		.environment("MAIN_CLASS", GreetingsApplication::class.java.name)
		.output(output)
		.start()

	private companion object {

		const val LAMBDA_HANDLER = "io.golambda.lambda.LambdaHandler"

		const val FUNCTION_INVOKER =
			"org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest"

	}

}
