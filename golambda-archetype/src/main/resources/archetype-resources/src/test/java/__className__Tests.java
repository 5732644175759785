#set ($encap = {"sqs": "encapSqs", "sns": "encapSns", "kinesis": "encapKinesis", "dynamodb": "encapDynamoDb", "kafka": "encapKafka", "eventbridge": "encapEventBridge"})
#set ($isBatch = $source == "sqs" || $source == "kinesis" || $source == "dynamodb" || $source == "kafka")
package ${package};

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
#if ($isBatch)
import java.util.function.Function;
#else
import java.util.function.Consumer;
#end

#if ($isBatch)
import io.golambda.batch.BatchResponse;
#else
import io.golambda.error.GolambdaException;
#end
import io.golambda.event.Event;
#if ($isBatch)
import io.golambda.event.NewRecord;
#end
#if ($source == "sns" || $source == "eventbridge")
import io.golambda.event.Records;
#end
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

#if ($isBatch)
import static org.assertj.core.api.Assertions.assertThat;
#else
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
#end

#if ($secrets == "true")
@SpringBootTest(properties = "golambda.secrets.receipts=classpath:receipts.json")
#else
@SpringBootTest
#end
class ${className}Tests {

#if ($isBatch)
	@Autowired
	Function<Event, BatchResponse> orders;

	@Test
	void acceptsOrders() {
		Event event = Event.${encap[$source]}(new Order("o-1", 2), new Order("o-2", 1));

		assertThat(this.orders.apply(event)).isEqualTo(BatchResponse.of());
	}

	@Test
	void reportsRejectedOrder() {
#if ($source == "sqs")
		Event event = Event.encapSqs(new Order("o-1", 2), NewRecord.of(new Order("o-2", 0)).id("m-2"));

		assertThat(this.orders.apply(event)).isEqualTo(BatchResponse.of("m-2"));
#elseif ($source != "kafka")
		Event event = Event.${encap[$source]}(new Order("o-1", 2), NewRecord.of(new Order("o-2", 0)).id("1002"));

		assertThat(this.orders.apply(event)).isEqualTo(BatchResponse.of("1002"));
#else
		Event event = Event.encapKafka(NewRecord.of(new Order("o-1", 2)).with("offset", 15),
				NewRecord.of(new Order("o-2", 0)).with("offset", 16));

		assertThat(this.orders.apply(event).batchItemFailures()).hasSize(1);
#end
	}
#if ($source == "dynamodb")

	@Test
	void ignoresRemovedOrder() {
		Event event = Event.encapDynamoDb(NewRecord.of(new Order("o-1", 0)).with("eventName", "REMOVE"));

		assertThat(this.orders.apply(event)).isEqualTo(BatchResponse.of());
	}
#end
#if ($source == "kafka")

	@Test
	void ignoresTombstone() {
		assertThat(this.orders.apply(Event.encapKafka(NewRecord.of(null)))).isEqualTo(BatchResponse.of());
	}
#end

	@Test
	void acceptsSavedEvent() throws IOException {
		Event event = Event.of(Files.readString(Path.of("src/test/events/orders.json")));

		assertThat(this.orders.apply(event)).isEqualTo(BatchResponse.of());
	}
#elseif ($source == "s3")
	@Autowired
	Consumer<Event> objects;

	@Test
	void acceptsObjects() {
		assertThatCode(() -> this.objects.accept(Event.encapS3("orders/1.csv", "orders/2.csv")))
			.doesNotThrowAnyException();
	}

	@Test
	void rejectsObjectsOfAnotherType() {
		assertThatExceptionOfType(GolambdaException.class)
			.isThrownBy(() -> this.objects.accept(Event.encapS3("orders/1.exe")))
			.withMessage("object rejected");
	}

	@Test
	void acceptsSavedEvent() throws IOException {
		Event event = Event.of(Files.readString(Path.of("src/test/events/object.json")));

		assertThatCode(() -> this.objects.accept(event)).doesNotThrowAnyException();
	}
#else
	@Autowired
	Consumer<Records<Order>> orders;

	@Test
	void acceptsOrder() {
		Event event = Event.${encap[$source]}(new Order("o-1", 2));

		assertThatCode(() -> accept(event)).doesNotThrowAnyException();
	}

	@Test
	void rejectsOrderWithoutQuantity() {
		Event event = Event.${encap[$source]}(new Order("o-2", 0));

		assertThatExceptionOfType(GolambdaException.class).isThrownBy(() -> accept(event))
			.withMessage("order rejected");
	}

	@Test
	void acceptsSavedEvent() throws IOException {
		Event event = Event.of(Files.readString(Path.of("src/test/events/order.json")));

		assertThatCode(() -> accept(event)).doesNotThrowAnyException();
	}

	private void accept(Event event) {
		this.orders.accept(Records.of(event, Order.class));
	}
#end

}
