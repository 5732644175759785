#set ($encap = {"sqs": "encapSqs", "sns": "encapSns", "kinesis": "encapKinesis", "dynamodb": "encapDynamoDb", "kafka": "encapKafka", "eventbridge": "encapEventBridge"})
#set ($isBatch = $source == "sqs" || $source == "kinesis" || $source == "dynamodb" || $source == "kafka")
package ${package}

#if ($isBatch)
import io.golambda.batch.BatchResponse
#else
import io.golambda.error.GolambdaException
#end
import io.golambda.event.Event
#if ($isBatch)
import io.golambda.event.NewRecord
#elseif ($source != "s3")
import io.golambda.event.Records
#end
#if ($isBatch)
import org.assertj.core.api.Assertions.assertThat
#else
import org.assertj.core.api.Assertions.assertThatCode
import org.assertj.core.api.Assertions.assertThatExceptionOfType
#end
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import java.nio.file.Path
#if ($isBatch)
import java.util.function.Function
#else
import java.util.function.Consumer
#end
import kotlin.io.path.readText

#if ($secrets == "true")
@SpringBootTest(properties = ["golambda.secrets.receipts=classpath:receipts.json"])
#else
@SpringBootTest
#end
#if ($isBatch)
class ${className}Tests(@Autowired private val orders: Function<Event, BatchResponse>) {

	@Test
	fun acceptsOrders() {
		val event = Event.${encap[$source]}(Order("o-1", 2), Order("o-2", 1))

		assertThat(orders.apply(event)).isEqualTo(BatchResponse.of())
	}

	@Test
	fun reportsRejectedOrder() {
#if ($source == "sqs")
		val event = Event.encapSqs(Order("o-1", 2), NewRecord.of(Order("o-2", 0)).id("m-2"))

		assertThat(orders.apply(event)).isEqualTo(BatchResponse.of("m-2"))
#elseif ($source == "kafka")
		val event = Event.encapKafka(
			NewRecord.of(Order("o-1", 2)).with("offset", 15),
			NewRecord.of(Order("o-2", 0)).with("offset", 16),
		)

		assertThat(orders.apply(event).batchItemFailures()).hasSize(1)
#else
		val event = Event.${encap[$source]}(Order("o-1", 2), NewRecord.of(Order("o-2", 0)).id("1002"))

		assertThat(orders.apply(event)).isEqualTo(BatchResponse.of("1002"))
#end
	}
#if ($source == "dynamodb")

	@Test
	fun ignoresRemovedOrder() {
		val event = Event.encapDynamoDb(NewRecord.of(Order("o-1", 0)).with("eventName", "REMOVE"))

		assertThat(orders.apply(event)).isEqualTo(BatchResponse.of())
	}
#end
#if ($source == "kafka")

	@Test
	fun ignoresTombstone() {
		assertThat(orders.apply(Event.encapKafka(NewRecord.of(null)))).isEqualTo(BatchResponse.of())
	}
#end

	@Test
	fun acceptsSavedEvent() {
		val event = Event.of(Path.of("src/test/events/orders.json").readText())

		assertThat(orders.apply(event)).isEqualTo(BatchResponse.of())
	}
#elseif ($source == "s3")
class ${className}Tests(@Autowired private val objects: Consumer<Event>) {

	@Test
	fun acceptsObjects() {
		val event = Event.encapS3("orders/1.csv", "orders/2.csv")

		assertThatCode { objects.accept(event) }.doesNotThrowAnyException()
	}

	@Test
	fun rejectsObjectsOfAnotherType() {
		val event = Event.encapS3("orders/1.exe")

		assertThatExceptionOfType(GolambdaException::class.java)
			.isThrownBy { objects.accept(event) }
			.withMessage("object rejected")
	}

	@Test
	fun acceptsSavedEvent() {
		val event = Event.of(Path.of("src/test/events/object.json").readText())

		assertThatCode { objects.accept(event) }.doesNotThrowAnyException()
	}
#else
class ${className}Tests(@Autowired private val orders: Consumer<Records<Order>>) {

	@Test
	fun acceptsOrder() {
		val event = Event.${encap[$source]}(Order("o-1", 2))

		assertThatCode { accept(event) }.doesNotThrowAnyException()
	}

	@Test
	fun rejectsOrderWithoutQuantity() {
		val event = Event.${encap[$source]}(Order("o-2", 0))

		assertThatExceptionOfType(GolambdaException::class.java)
			.isThrownBy { accept(event) }
			.withMessage("order rejected")
	}

	@Test
	fun acceptsSavedEvent() {
		val event = Event.of(Path.of("src/test/events/order.json").readText())

		assertThatCode { accept(event) }.doesNotThrowAnyException()
	}

	private fun accept(event: Event) = orders.accept(Records.of(event, Order::class.java))
#end

}
