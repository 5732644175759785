package io.golambda.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.batch.BatchResponse.BatchItemFailure;
import io.golambda.batch.BatchResponse.KafkaIdentifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BatchResponseTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	@Test
	void isWrittenInTheFormatOfLambda() {
		assertThat(json(BatchResponse.of("id-1", "id-2")))
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"id-1\"},{\"itemIdentifier\":\"id-2\"}]}");
		assertThat(json(BatchResponse.of())).isEqualTo("{\"batchItemFailures\":[]}");
	}

	@Test
	void kafkaRecordIsReportedByPartitionAndOffset() {
		assertThat(json(new BatchResponse(List.of(new BatchItemFailure(new KafkaIdentifier("orders-0", 17))), null)))
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"orders-0\",\"offset\":17}}]}");
	}

	@Test
	void emptyIdIsRejected() {
		for (String id : Arrays.asList(null, "")) {
			assertThatIllegalArgumentException().isThrownBy(() -> BatchResponse.of("1", id))
				.withMessage("The id of a failed record must not be null or empty: "
						+ "Lambda would retry the whole batch.");
			assertThatIllegalArgumentException().isThrownBy(() -> new BatchItemFailure(id));
		}
	}

	@Test
	void responseInATumblingWindowHasState() {
		assertThat(json(BatchResponse.of("1").withState(Map.of("sum", 3))))
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}],\"state\":{\"sum\":3}}");
	}

	@Test
	void namingStrategyOfTheApplicationIsIgnored() {
		JsonMapper odd = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE)
			.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_EMPTY))
			.changeDefaultVisibility(
					(visibility) -> visibility.withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE))
			.build();
		assertThat(odd.writeValueAsString(BatchResponse.of())).isEqualTo("{\"batchItemFailures\":[]}");
		assertThat(odd.writeValueAsString(BatchResponse.of("1").withState(Map.of("sum", 3))))
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}],\"state\":{\"sum\":3}}");
	}

	@Test
	void canBeReadBackInATest() {
		assertThat(this.mapper.readValue("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}", BatchResponse.class))
			.isEqualTo(BatchResponse.of("1"));
	}

	private String json(BatchResponse response) {
		return this.mapper.writeValueAsString(response);
	}

}
