#set ($encap = {"sqs": "encapSqs", "sns": "encapSns", "kinesis": "encapKinesis", "dynamodb": "encapDynamoDb", "kafka": "encapKafka", "eventbridge": "encapEventBridge"})
#set ($isBatch = $source == "sqs" || $source == "kinesis" || $source == "dynamodb" || $source == "kafka")
package ${package}

#if (!$isBatch)
import io.golambda.error.GolambdaException
#end
import io.golambda.event.Event
#if ($source == "dynamodb" || $source == "kafka")
import io.golambda.event.NewRecord
#end
import io.golambda.test.LambdaTester
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import java.nio.file.Path
import kotlin.io.path.readText

#if ($secrets == "true")
@SpringBootTest(properties = ["golambda.secrets.receipts=classpath:receipts.json"])
#else
@SpringBootTest
#end
class ${className}Tests(@Autowired private val lambda: LambdaTester) {

#if ($isBatch)
	@Test
	fun acceptsOrders() {
		val event = Event.${encap[$source]}(Order("o-1", 2), Order("o-2", 1))

		assertThat(lambda.invoke(event)).hasNoFailedRecords().logs("Accepted")
	}

	@Test
	fun reportsRejectedOrder() {
		val event = Event.${encap[$source]}(Order("o-1", 2), Order("o-2", 0))

		assertThat(lambda.invoke(event)).hasFailedRecords(1)
	}
#if ($source == "dynamodb")

	@Test
	fun ignoresRemovedOrder() {
		val event = Event.encapDynamoDb(NewRecord.of(Order("o-1", 0)).with("eventName", "REMOVE"))

		assertThat(lambda.invoke(event)).hasNoFailedRecords().doesNotLog("Accepted")
	}
#end
#if ($source == "kafka")

	@Test
	fun ignoresTombstone() {
		val event = Event.encapKafka(NewRecord.of(null))

		assertThat(lambda.invoke(event)).hasNoFailedRecords().doesNotLog("Accepted")
	}
#end

	@Test
	fun acceptsSavedEvent() {
		val event = Path.of("src/test/events/orders.json").readText()

		assertThat(lambda.invoke(event)).hasNoFailedRecords()
	}
#elseif ($source == "s3")
	@Test
	fun acceptsObjects() {
		val event = Event.encapS3("orders/1.csv", "orders/2.csv")

		assertThat(lambda.invoke(event)).succeeds().logs("Accepted")
	}

	@Test
	fun rejectsObjectOfAnotherType() {
		val event = Event.encapS3("orders/1.exe")

		assertThat(lambda.invoke(event)).failsWith(GolambdaException::class.java, "object rejected")
	}

	@Test
	fun acceptsSavedEvent() {
		val event = Path.of("src/test/events/object.json").readText()

		assertThat(lambda.invoke(event)).succeeds()
	}
#else
	@Test
	fun acceptsOrder() {
		val event = Event.${encap[$source]}(Order("o-1", 2))

		assertThat(lambda.invoke(event)).succeeds().logs("Accepted")
	}

	@Test
	fun rejectsOrderWithoutQuantity() {
		val event = Event.${encap[$source]}(Order("o-1", 0))

		assertThat(lambda.invoke(event)).failsWith(GolambdaException::class.java, "order rejected")
	}

	@Test
	fun acceptsSavedEvent() {
		val event = Path.of("src/test/events/order.json").readText()

		assertThat(lambda.invoke(event)).succeeds()
	}
#end

}
