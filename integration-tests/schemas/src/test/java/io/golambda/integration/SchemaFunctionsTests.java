package io.golambda.integration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.acme.orders.OrdersApplication;
import com.acme.orders.protobuf.OrderKey;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.NewRecord;
import io.golambda.lambda.LambdaHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Functions that take objects of Avro and messages of Protobuf, under golambda's handler
 * and under Spring Cloud Function's.
 */
class SchemaFunctionsTests {

	private static final String DEFINITION = "spring.cloud.function.definition";

	private static final String MAIN_CLASS = "MAIN_CLASS";

	@BeforeEach
	void clear() {
		OrdersApplication.CONSUMED.clear();
		OrdersApplication.LOOKED_UP.clear();
		System.setProperty(MAIN_CLASS, OrdersApplication.class.getName());
	}

	@AfterEach
	void clearProperties() {
		System.clearProperty(DEFINITION);
		System.clearProperty(MAIN_CLASS);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void badRecordOfABatchFailsAlone(boolean golambda) throws Exception {
		Event event = Event.encapKafka(NewRecord.of(Orders.avro("a")).with("partition", 0),
				NewRecord.of(new byte[] { 1, 2, 3 }).with("partition", 1),
				NewRecord.of(Orders.confluent(17, Orders.binary(Orders.avro("b")))).with("partition", 2),
				NewRecord.of(Orders.confluent(18, Orders.binary(Orders.avro("c")))).with("partition", 3));
		assertThat(answer(start("batch", golambda), event))
			.isEqualTo("{\"batchItemFailures\":[" + "{\"itemIdentifier\":{\"partition\":\"topic-1\",\"offset\":0}},"
					+ "{\"itemIdentifier\":{\"partition\":\"topic-3\",\"offset\":0}}]}");
		assertThat(OrdersApplication.CONSUMED).containsExactly("a", "b");
		assertThat(OrdersApplication.LOOKED_UP).containsExactly("17", "18");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void recordsHoldMessages(boolean golambda) throws Exception {
		Event event = Event.encapSqs(Event.encapSns(Orders.protobuf("a")), Event.encapSns(Orders.protobuf("b")));
		assertThat(answer(start("ids", golambda), event)).isEqualTo("[\"a\",\"b\"]");
	}

	@Test
	void messageIsDataOfFirehoseInItsBinaryForm() throws Exception {
		String data = Base64.getEncoder().encodeToString(OrderKey.newBuilder().setCustomer(3).build().toByteArray());
		assertThat(answer(start("keys", true), Event.encapFirehose(Orders.protobuf("a"))))
			.contains("\"result\":\"Ok\",\"data\":\"" + data + "\"");
	}

	@Test
	void objectIsNotAnAnswer() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> answer(start("object", true), Event.encapKafka(Orders.avro("a"))))
			.withMessage("The function's result, of type com.acme.orders.avro.Order, cannot be written as JSON. "
					+ "Return a type that Jackson can write, a String or byte[].");
	}

	@Test
	void listOfObjectsIsNotAnInput() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> answer(start("list", true), Event.of("[]")))
			.withMessageContaining("Bind the generated class itself.");
	}

	private static RequestStreamHandler start(String definition, boolean golambda) {
		System.setProperty(DEFINITION, definition);
		return golambda ? new LambdaHandler() : new FunctionInvoker();
	}

	private static String answer(RequestStreamHandler handler, Event event) throws Exception {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		handler.handleRequest(new ByteArrayInputStream(event.bytes()), answer, event.context());
		return answer.toString(StandardCharsets.UTF_8);
	}

}
