package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.PayloadContent;
import io.golambda.event.PayloadReference;
import io.golambda.event.PayloadStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that large payloads are read and deleted under both handlers.
 */
class LargePayloadHandlersTests {

	private static final String BUCKETS = "golambda.large-payload.buckets";

	private static final String DELETE = "golambda.large-payload.delete-after-success";

	private static final List<String> read = new CopyOnWriteArrayList<>();

	private static final List<String> deleted = new CopyOnWriteArrayList<>();

	@Test
	void objectsAreReadAndThoseOfSuccessfulRecordsDeleted() throws IOException {
		System.setProperty(BUCKETS, "basket");
		System.setProperty(DELETE, "true");
		try {
			for (RequestStreamHandler handler : List.of(Started.with("orders", () -> new LambdaHandler(Orders.class)),
					Started.functionInvoker("orders", Orders.class))) {
				read.clear();
				deleted.clear();
				Event event = Event.encapSqs(pointer("a"), pointer("b"), "c");
				ByteArrayOutputStream answer = new ByteArrayOutputStream();
				handler.handleRequest(new ByteArrayInputStream(event.bytes()), answer, new TestContext("request-1"));
				assertThat(read).containsExactly("content of a", "content of b", "c");
				assertThat(answer.toString(StandardCharsets.UTF_8))
					.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\""
							+ event.records().get(1).id().orElseThrow() + "\"}]}");
				assertThat(deleted).containsExactly("a");
			}
		}
		finally {
			System.clearProperty(BUCKETS);
			System.clearProperty(DELETE);
		}
	}

	private static String pointer(String key) {
		return "[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\"basket\",\"s3Key\":\"" + key
				+ "\"}]";
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Orders {

		@Bean
		Function<Event, BatchResponse> orders() {
			return (event) -> Batch.process(event, this::receive);
		}

		private void receive(EventRecord record) {
			read.add(record.text());
			if (record.text().endsWith("b")) {
				throw new IllegalStateException("failing");
			}
		}

		@Bean
		PayloadStore payloadStore() {
			return new PayloadStore() {

				@Override
				public PayloadContent open(PayloadReference reference) {
					byte[] content = ("content of " + reference.key()).getBytes(StandardCharsets.UTF_8);
					return new PayloadContent(new ByteArrayInputStream(content), content.length);
				}

				@Override
				public void delete(List<PayloadReference> references) {
					references.forEach((reference) -> deleted.add(reference.key()));
				}

			};
		}

	}

}
