package io.golambda.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.NewRecord;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.RecordInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Responses to S3 Batch Operations.
 */
class S3TaskResponseTests {

	@Test
	void eachTaskHasItsResult() {
		Event event = Event.encapS3Batch(
				NewRecord.of("a.txt").id("t-1").with("invocationId", "i-1").with("bucket", "uploads"),
				NewRecord.of("b.txt").id("t-2"), NewRecord.of("c.txt").id("t-3"), NewRecord.of("d.txt").id("t-4"));
		assertThat(S3TaskResponse.of(event, (task) -> switch (task.text()) {
			case "a.txt" -> S3TaskResult.succeeded();
			case "b.txt" -> S3TaskResult.succeeded("\"b\" is done");
			case "c.txt" -> S3TaskResult.temporaryFailure("throttled");
			default -> S3TaskResult.permanentFailure("no image");
		}).json()).isEqualTo("""
				{"invocationSchemaVersion":"1.0","treatMissingKeysAs":"TemporaryFailure","invocationId":"i-1",\
				"results":[{"taskId":"t-1","resultCode":"Succeeded","resultString":""},\
				{"taskId":"t-2","resultCode":"Succeeded","resultString":"\\"b\\" is done"},\
				{"taskId":"t-3","resultCode":"TemporaryFailure","resultString":"throttled"},\
				{"taskId":"t-4","resultCode":"PermanentFailure","resultString":"no image"}]}""");
	}

	@Test
	void exceptionIsATemporaryFailureOfItsTaskOnlyAndDoesNotShowItsMessage() {
		Event event = Event.encapS3Batch("a", "b", "c");
		List<String> tried = new ArrayList<>();
		JsonNode results = results(S3TaskResponse.of(event, (task) -> {
			tried.add(task.text());
			if (task.text().equals("b")) {
				throw new UncheckedIOException(new IOException("secret"));
			}
			return S3TaskResult.succeeded();
		}));
		assertThat(tried).containsExactly("a", "b", "c");
		assertThat(codes(results)).containsExactly("Succeeded", "TemporaryFailure", "Succeeded");
		assertThat(results.at("/1/resultString").stringValue()).startsWith("java.io.UncheckedIOException")
			.doesNotContain("secret");
	}

	@Test
	void keyThatIsNotTheExpectedJsonIsATemporaryFailure() {
		Event event = Event.encapS3Batch("no JSON", "{\"origKey\":\"a\",\"newKey\":\"b\"}");
		JsonNode results = results(
				S3TaskResponse.of(event, (task) -> S3TaskResult.succeeded(task.bind(Move.class).newKey())));
		assertThat(codes(results)).containsExactly("TemporaryFailure", "Succeeded");
		assertThat(results.at("/1/resultString").stringValue()).isEqualTo("b");
	}

	@Test
	void failureNamesTheRequestWhoseLogHasTheError() {
		Event event = Events.withTimeLeft(Event.encapS3Batch("a"), 60_000);
		JsonNode results = results(S3TaskResponse.of(event, (task) -> {
			throw new IllegalStateException("down");
		}));
		assertThat(results.at("/0/resultString").stringValue())
			.isEqualTo("java.lang.IllegalStateException, see the log of request request-1");
	}

	@Test
	void taskThatDoesNotStartBeforeTheDeadlineIsATemporaryFailure() {
		Event event = Events.withTimeLeft(Event.encapS3Batch("a", "b"), 100);
		JsonNode results = results(S3TaskResponse.of(event, (task) -> S3TaskResult.succeeded()));
		assertThat(codes(results)).containsOnly("TemporaryFailure");
		assertThat(results.at("/0/resultString").stringValue())
			.isEqualTo("Not started before the function had to end.");
	}

	@Test
	void tasksRunThroughTheRecordInterceptors() throws Exception {
		List<String> intercepted = new ArrayList<>();
		RecordInterceptor interceptor = (record, chain) -> {
			intercepted.add(record.text() + " of " + Invocation.current().record().orElseThrow().index());
			chain.proceed();
		};
		Event event = Event.encapS3Batch("a", "b");
		new InvocationChain(List.of(), () -> List.of(interceptor)).invoke(event,
				(invocation) -> S3TaskResponse.of(event, (task) -> S3TaskResult.succeeded()));
		assertThat(intercepted).containsExactly("a of 0", "b of 1");
	}

	@Test
	void taskWithoutUniqueIdFailsTheEvent() {
		String json = Event.encapS3Batch(NewRecord.of("a").id("t-1"), NewRecord.of("b").id("t-2")).json();
		for (String changed : List.of(json.replace("t-2", "t-1"), json.replace("\"t-2\"", "null"))) {
			assertThatExceptionOfType(EventException.class)
				.isThrownBy(() -> S3TaskResponse.of(Event.of(changed), (task) -> S3TaskResult.succeeded()))
				.withMessageContaining("has no unique taskId, which the response to S3 needs");
		}
		assertThatExceptionOfType(EventException.class)
			.isThrownBy(() -> S3TaskResponse.of(Event.encapSqs("x"), (task) -> S3TaskResult.succeeded()))
			.withMessageContaining("Use decapSqs()");
	}

	@Test
	void batchAdvisesTheResponseOfS3() {
		assertThatExceptionOfType(BatchException.class)
			.isThrownBy(() -> Batch.process(Event.encapS3Batch("a"), EventRecord::text))
			.withMessageEndingWith("Return an S3TaskResponse instead.");
	}

	@Test
	void resultStringIsCutBetweenCharacters() {
		Event event = Event.encapS3Batch("a", "b");
		JsonNode results = results(S3TaskResponse.of(event,
				(task) -> S3TaskResult.succeeded((task.index() == 0) ? "x".repeat(1024) : "x" + "😀".repeat(1000))));
		assertThat(results.at("/0/resultString").stringValue()).isEqualTo("x".repeat(1024));
		assertThat(results.at("/1/resultString").stringValue()).isEqualTo("x" + "😀".repeat(511) + "…");
	}

	@Test
	void anyMapperWritesTheSameResponse() {
		S3TaskResponse response = S3TaskResponse.of(Event.encapS3Batch("a"), (task) -> S3TaskResult.succeeded());
		JsonMapper mapper = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE)
			.build();
		assertThat(mapper.writeValueAsString(response)).isEqualTo(response.json());
		assertThat(response.toJson(mapper)).asString().isEqualTo(response.json());
	}

	@Test
	void toStringDoesNotShowTheText() {
		assertThat(S3TaskResult.permanentFailure("secret")).hasToString("S3TaskResult[PermanentFailure]");
		assertThat(S3TaskResponse.of(Event.encapS3Batch("a"), (task) -> S3TaskResult.succeeded("secret")).toString())
			.startsWith("S3TaskResponse[");
	}

	private static JsonNode results(S3TaskResponse response) {
		return JsonMapper.shared().readTree(response.json()).get("results");
	}

	private static List<String> codes(JsonNode results) {
		return results.valueStream().map((result) -> result.get("resultCode").stringValue()).toList();
	}

	record Move(String origKey, String newKey) {

	}

}
