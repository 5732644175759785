#set ($encap = {"sqs": "encapSqs", "sns": "encapSns", "kinesis": "encapKinesis", "dynamodb": "encapDynamoDb", "kafka": "encapKafka", "eventbridge": "encapEventBridge"})
#set ($isBatch = $source == "sqs" || $source == "kinesis" || $source == "dynamodb" || $source == "kafka")
package ${package};

import java.nio.file.Files;
import java.nio.file.Path;

#if (!$isBatch)
import io.golambda.error.GolambdaException;
#end
import io.golambda.event.Event;
#if ($source == "dynamodb" || $source == "kafka")
import io.golambda.event.NewRecord;
#end
import io.golambda.test.LambdaTester;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

#if ($secrets == "true")
@SpringBootTest(properties = "golambda.secrets.receipts=classpath:receipts.json")
#else
@SpringBootTest
#end
class ${className}Tests {

	@Autowired
	LambdaTester lambda;

#if ($isBatch)
	@Test
	void acceptsOrders() {
		Event event = Event.${encap[$source]}(new Order("o-1", 2), new Order("o-2", 1));

		assertThat(this.lambda.invoke(event)).hasNoFailedRecords().logs("Accepted");
	}

	@Test
	void reportsRejectedOrder() {
		Event event = Event.${encap[$source]}(new Order("o-1", 2), new Order("o-2", 0));

		assertThat(this.lambda.invoke(event)).hasFailedRecords(1);
	}
#if ($source == "dynamodb")

	@Test
	void ignoresRemovedOrder() {
		Event event = Event.encapDynamoDb(NewRecord.of(new Order("o-1", 0)).with("eventName", "REMOVE"));

		assertThat(this.lambda.invoke(event)).hasNoFailedRecords().doesNotLog("Accepted");
	}
#end
#if ($source == "kafka")

	@Test
	void ignoresTombstone() {
		Event event = Event.encapKafka(NewRecord.of(null));

		assertThat(this.lambda.invoke(event)).hasNoFailedRecords().doesNotLog("Accepted");
	}
#end

	@Test
	void acceptsSavedEvent() throws Exception {
		String event = Files.readString(Path.of("src/test/events/orders.json"));

		assertThat(this.lambda.invoke(event)).hasNoFailedRecords();
	}
#elseif ($source == "s3")
	@Test
	void acceptsObjects() {
		Event event = Event.encapS3("orders/1.csv", "orders/2.csv");

		assertThat(this.lambda.invoke(event)).succeeds().logs("Accepted");
	}

	@Test
	void rejectsObjectOfAnotherType() {
		Event event = Event.encapS3("orders/1.exe");

		assertThat(this.lambda.invoke(event)).failsWith(GolambdaException.class, "object rejected");
	}

	@Test
	void acceptsSavedEvent() throws Exception {
		String event = Files.readString(Path.of("src/test/events/object.json"));

		assertThat(this.lambda.invoke(event)).succeeds();
	}
#else
	@Test
	void acceptsOrder() {
		Event event = Event.${encap[$source]}(new Order("o-1", 2));

		assertThat(this.lambda.invoke(event)).succeeds().logs("Accepted");
	}

	@Test
	void rejectsOrderWithoutQuantity() {
		Event event = Event.${encap[$source]}(new Order("o-1", 0));

		assertThat(this.lambda.invoke(event)).failsWith(GolambdaException.class, "order rejected");
	}

	@Test
	void acceptsSavedEvent() throws Exception {
		String event = Files.readString(Path.of("src/test/events/order.json"));

		assertThat(this.lambda.invoke(event)).succeeds();
	}
#end

}
