package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.TimeWindowEventResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.annotation.Bean;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.BatchResponse;
import io.golambda.batch.BatchResponse.BatchItemFailure;
import io.golambda.batch.BatchResponse.KafkaIdentifier;
import io.golambda.batch.FirehoseResponse;
import io.golambda.batch.FirehoseResult;
import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Responses whose JSON AWS prescribes are written in AWS's format, whatever the settings
 * of the application's mapper.
 */
class PrescribedAnswersTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "batch|{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}",
					"kafka|{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"t-0\",\"offset\":0}}]}",
					"window|{\"batchItemFailures\":[],\"state\":{\"State\":{\"grand_total\":\"17\"}}}",
					"aws|{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}",
					"awsWindow|{\"state\":{\"total\":\"17\"},\"batchItemFailures\":[]}",
					"own|{\"State\":{\"grand_total\":\"17\"}}" })
	void ignoresTheSettingsOfTheMapper(String function, String answer) throws Exception {
		LambdaHandler handler = Started.with(function, () -> new LambdaHandler(Odd.class));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		handler.handleRequest(event(), out, new TestContext("request-1"));
		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(answer);
		FunctionInvoker invoker = Started.functionInvoker(function, Odd.class);
		ByteArrayOutputStream underFunctionInvoker = new ByteArrayOutputStream();
		invoker.handleRequest(event(), underFunctionInvoker, new TestContext("request-1"));
		assertThat(underFunctionInvoker.toString(StandardCharsets.UTF_8)).isEqualTo(answer);
	}

	@ParameterizedTest
	@CsvSource("firehose")
	void writesTheResponseOfFirehose(String function) throws Exception {
		LambdaHandler handler = Started.with(function, () -> new LambdaHandler(Odd.class));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Event event = Event.encapFirehose("x");
		handler.handleRequest(new ByteArrayInputStream(event.bytes()), out, new TestContext("request-1"));
		assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"records\":[{\"recordId\":\""
				+ event.records().get(0).id().orElseThrow() + "\",\"result\":\"Dropped\",\"data\":\"eA==\"}]}");
	}

	private static ByteArrayInputStream event() {
		return new ByteArrayInputStream(Event.encapSqs("{}").bytes());
	}

	record State(int grandTotal) {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Odd {

		@Bean
		JsonMapper mapper() {
			return JsonMapper.builder()
				.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
				.enable(SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
				.enable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
				.changeDefaultPropertyInclusion((usual) -> usual.withValueInclusion(JsonInclude.Include.NON_DEFAULT))
				.disable(MapperFeature.USE_ANNOTATIONS)
				.build();
		}

		@Bean
		Function<Event, BatchResponse> batch() {
			return (event) -> BatchResponse.of("a");
		}

		@Bean
		Function<Event, BatchResponse> kafka() {
			return (event) -> new BatchResponse(List.of(new BatchItemFailure(new KafkaIdentifier("t-0", 0))), null);
		}

		@Bean
		Function<Event, BatchResponse> window() {
			return (event) -> BatchResponse.of().withState(new State(17));
		}

		@Bean
		Function<SQSEvent, SQSBatchResponse> aws() {
			return (event) -> new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure("a")));
		}

		@Bean
		Function<Event, TimeWindowEventResponse> awsWindow() {
			return (event) -> new TimeWindowEventResponse(Map.of("total", "17"), List.of());
		}

		@Bean
		Function<Event, FirehoseResponse> firehose() {
			return (event) -> FirehoseResponse.of(event, (record) -> FirehoseResult.dropped());
		}

		@Bean
		Function<Event, State> own() {
			return (event) -> new State(17);
		}

	}

}
