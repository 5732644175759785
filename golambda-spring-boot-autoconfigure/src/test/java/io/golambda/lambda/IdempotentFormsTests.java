package io.golambda.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.acme.once.OnceApplication;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.golambda.event.Event;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests that a function in every usual form does its work once, under golambda's handler
 * and under Spring Cloud Function's.
 */
class IdempotentFormsTests {

	private static final String ORDER = "{\"id\":\"a\"}";

	private static final String MESSAGES = Event
		.encapSqs(NewRecord.of(ORDER).id("m-1"), NewRecord.of("{\"id\":\"b\"}").id("m-2"))
		.json();

	private static final String DONE = "{\"batchItemFailures\":[]}";

	private static final String RECEIPT = "{\"order\":\"a\",\"number\":1}";

	static Stream<Arguments> forms() {
		return Stream.of(HandlerKind.values())
			.flatMap((kind) -> Stream.of(arguments(kind, "batch", MESSAGES, DONE),
					arguments(kind, "awaiting", MESSAGES, DONE), arguments(kind, "byRecordId", MESSAGES, DONE),
					arguments(kind, "event", ORDER, RECEIPT), arguments(kind, "bound", ORDER, RECEIPT),
					arguments(kind, "consumer", ORDER, "null"), arguments(kind, "records", MESSAGES, RECEIPT),
					arguments(kind, "message", ORDER, RECEIPT), arguments(kind, "service", ORDER, RECEIPT)));
	}

	@ParameterizedTest
	@MethodSource("forms")
	void duplicateGetsTheSameAnswer(HandlerKind kind, String definition, String event, String answer) throws Exception {
		RequestStreamHandler handler = kind.start(OnceApplication.class, definition);
		List<String> answers = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			answers.add(HandlerKind.answer(handler, event));
		}
		assertThat(answers).containsOnly(answer);
	}

}
