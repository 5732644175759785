package io.golambda.local.queue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class QueueSettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:9324/000000000000/orders", "https://127.0.0.1/1/orders",
			"http://[::1]:9324/000000000000/orders.fifo", "http://LOCALHOST:9324/queue/orders" })
	void queueIsOnThisComputer(String url) {
		assertThat(QueueSettings.of(url).queueUrl()).hasToString(url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://sqs.eu-central-1.amazonaws.com/123456789012/orders", "http://10.0.0.1/1/orders",
			"http://localhost.example.com/1/orders", "http://127.0.0.1.example.com/1/orders", "http://0.0.0.0/1/orders",
			"http://169.254.169.254/latest/meta-data" })
	void otherHostsAreRefusedUnlessAskedFor(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> QueueSettings.of(url))
			.withMessageContaining("is not this computer. Use a queue at localhost");
		assertThat(QueueSettings.ofAnyHost(url).queueUrl()).hasToString(url);
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "ftp://localhost/1/orders", "http://localhost", "http://localhost/",
			"http://user:password@localhost/1/orders", "http://localhost/1/orders?a=b", "http://localhost:x y/1/orders",
			"" })
	void urlMustBeThatOfAQueue(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> QueueSettings.of(url))
			.withMessageContaining("http://localhost:9324/000000000000/orders")
			.withMessageNotContaining("password");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			orders      | 0     | 0   | The batch size must be 1 to 10; more requires a batch window.
			orders      | 11    | 0   | The batch size must be 1 to 10; more requires a batch window.
			orders      | 10001 | 1   | The batch size must be 1 to 10000.
			orders.fifo | 11    | 0   | The batch size must be 1 to 10 for a FIFO queue.
			orders.fifo | 10    | 1   | A FIFO queue has no batch window. Set the batch window to 0.
			orders      | 10    | 301 | The batch window must be 0 to 300 whole seconds.
			orders      | 10    | -1  | The batch window must be 0 to 300 whole seconds.
			""")
	void batchIsAsInAnEventSourceMapping(String queue, int size, int window, String message) {
		QueueSettings settings = QueueSettings.of("http://localhost:9324/000000000000/" + queue);
		assertThatIllegalArgumentException().isThrownBy(() -> settings.withBatch(size, Duration.ofSeconds(window)))
			.withMessage(message);
	}

	@Test
	void defaultsAreThoseOfLambda() {
		QueueSettings settings = QueueSettings.of("http://localhost:9324/000000000000/orders");
		assertThat(settings.batchSize()).isEqualTo(10);
		assertThat(settings.batchWindow()).isZero();
		assertThat(settings.reportBatchItemFailures()).isTrue();
	}

}
