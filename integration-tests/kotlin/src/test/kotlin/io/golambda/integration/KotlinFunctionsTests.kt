package io.golambda.integration

import com.acme.orders.Order
import com.acme.orders.OrdersApplication
import com.amazonaws.services.lambda.runtime.RequestStreamHandler
import io.golambda.event.Event
import io.golambda.event.EventException
import io.golambda.event.NewRecord
import io.golambda.lambda.LambdaHandler
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.Arguments
import org.junit.jupiter.params.provider.Arguments.arguments
import org.junit.jupiter.params.provider.MethodSource
import org.junit.jupiter.params.provider.ValueSource
import org.springframework.cloud.function.adapter.aws.FunctionInvoker
import java.io.ByteArrayOutputStream

/** Tests that a function in every form of Kotlin gives the same answer under both handlers. */
class KotlinFunctionsTests {

	@ParameterizedTest
	@MethodSource("forms")
	fun everyFormGivesItsAnswer(handler: String, definition: String, event: String, answer: String) {
		val function = start(handler, definition)

		assertThat(answer(function, event)).isEqualTo(answer)
	}

	@ParameterizedTest
	@ValueSource(strings = ["LambdaHandler", "FunctionInvoker"])
	fun constraintsOfDataClassesAreChecked(handler: String) {
		val function = start(handler, "order")

		assertThatExceptionOfType(EventException::class.java)
			.isThrownBy { answer(function, """{"id":"a","customer":null,"lines":[{"article":"x","price":-1.5}]}""") }
			.withMessage("The event is not a valid com.acme.orders.Order: lines[0].price: must be greater than 0 (@Positive).")
	}

	companion object {

		private val ORDERS = Event.encapSqs("""{"id":"a","customer":null}""", """{"id":"b","customer":"acme"}""").json()

		private val ONE_REJECTED = Event.encapSqs(
			Order("a", null),
			NewRecord.of(Order("b", "acme", quantity = 0)).id("m-2"),
		).json()

		private const val ORDER = """{"id":"a","customer":null,"lines":[{"article":"x","price":1.5}]}"""

		private const val NEXT_ORDER =
			"""{"id":"a","customer":null,"quantity":2,"lines":[{"article":"x","price":1.5}]}"""

		private const val SECOND_FAILED = """{"batchItemFailures":[{"itemIdentifier":"m-2"}]}"""

		@JvmStatic
		fun forms(): List<Arguments> {
			return listOf(
				arguments("LambdaHandler", "lambda", ORDERS, "\"a:b\""),
				arguments("FunctionInvoker", "lambda", ORDERS, "\"a:b\""),
				arguments("LambdaHandler", "function", ORDERS, "\"a:b\""),
				arguments("FunctionInvoker", "function", ORDERS, "\"a:b\""),
				arguments("LambdaHandler", "records", ORDERS, "\"a:b\""),
				arguments("FunctionInvoker", "records", ORDERS, "\"a:b\""),
				arguments("LambdaHandler", "functionOfRecords", ORDERS, "\"a:b\""),
				arguments("LambdaHandler", "batch", ONE_REJECTED, SECOND_FAILED),
				arguments("LambdaHandler", "batchLambda", ONE_REJECTED, SECOND_FAILED),
				arguments("FunctionInvoker", "batchLambda", ONE_REJECTED, SECOND_FAILED),
				arguments("LambdaHandler", "order", ORDER, NEXT_ORDER),
				arguments("FunctionInvoker", "order", ORDER, NEXT_ORDER),
				arguments("LambdaHandler", "functionOfOrder", ORDER, NEXT_ORDER),
				arguments("LambdaHandler", "message", Event.encapSqs("a", "b").json(), "\"a:b\""),
				arguments("LambdaHandler", "consumer", ORDERS, "null"),
				arguments("FunctionInvoker", "consumer", ORDERS, "null"),
				arguments("LambdaHandler", "javaConsumer", ORDERS, "null"),
				arguments("LambdaHandler", "supplier", ORDERS, "\"supplied\""),
				arguments("LambdaHandler", "nothing", ORDERS, "null"),
				arguments("LambdaHandler", "lambda|count", ORDERS, "3"),
			)
		}

		private fun start(handler: String, definition: String): RequestStreamHandler {
			System.setProperty("spring.cloud.function.definition", definition)
			System.setProperty("MAIN_CLASS", OrdersApplication::class.java.name)
			try {
				return if (handler == "LambdaHandler") LambdaHandler() else FunctionInvoker()
			} finally {
				System.clearProperty("spring.cloud.function.definition")
				System.clearProperty("MAIN_CLASS")
			}
		}

		private fun answer(function: RequestStreamHandler, event: String): String {
			val answer = ByteArrayOutputStream()
			function.handleRequest(event.byteInputStream(), answer, TestContext("request-1"))
			return answer.toString(Charsets.UTF_8)
		}

	}

}
