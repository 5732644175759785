package io.golambda.integration;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import com.acme.once.OnceApplication;
import com.acme.once.Order;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.golambda.event.Event;
import io.golambda.lambda.LambdaHandler;
import io.golambda.local.FunctionAnswer;
import io.golambda.local.LocalFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests functions in processes of their own on Lambda's runtime client, which share a
 * table.
 */
@ExtendWith(SharedDynamoDb.class)
class OnceInProcessesTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(4);

	@TempDir
	private static Path folder;

	private static Effects effects;

	private static LocalFunction single;

	/** Runs 32 invocations at once. */
	private static LocalFunction managed;

	@BeforeAll
	static void start(DynamoDbLocal dynamoDb) throws IOException {
		effects = new Effects(folder.resolve("effects.txt"));
		String table = dynamoDb.createIdempotencyTable();
		single = function(dynamoDb.address(), table).handler(LambdaHandler.class.getName()).start();
		managed = function(dynamoDb.address(), table)
			.handler("org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest")
			.environment("AWS_LAMBDA_MAX_CONCURRENCY", "32")
			.environment("AWS_LAMBDA_INITIALIZATION_TYPE", "lambda-managed-instances")
			.start();
		// both start at once
		List.of(invoke(single, new Order("first", 0, false)), invoke(managed, new Order("second", 0, false)))
			.forEach(CompletableFuture::join);
	}

	private static LocalFunction.Builder function(URI endpoint, String table) {
		return LocalFunction.builder()
			.javaOption("-XX:TieredStopAtLevel=1")
			.environment("MAIN_CLASS", OnceApplication.class.getName())
			.environment("AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString())
			.environment("AWS_REGION", "us-east-1")
			.environment("AWS_ACCESS_KEY_ID", "key")
			.environment("AWS_SECRET_ACCESS_KEY", "secret")
			.environment("GOLAMBDA_IDEMPOTENCY_TABLENAME", table)
			.environment("GOLAMBDA_IDEMPOTENCY_NAMESPACE", "orders")
			.environment("GOLAMBDA_IDEMPOTENCY_CLOCKSKEW", "0s")
			.environment("EFFECTS", effects.file().toString())
			.environment("LOGGING_LEVEL_IO_GOLAMBDA", "off")
			.timeout(TIMEOUT);
	}

	@AfterAll
	static void stop() {
		single.close();
		managed.close();
	}

	@Test
	void workOfAKilledProcessIsDoneByAnotherAfterTheDeadline() throws Exception {
		Order order = new Order("killed", 0, false);
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		CompletableFuture<FunctionAnswer> killed = invoke(single, new Order("killed", 60_000, false));
		effects.awaitStart("killed").destroyForcibly();
		assertThat(killed.join().isError()).isTrue();
		FunctionAnswer early = invoke(managed, order).join();
		assertThat(early.isError()).as(early.text()).isTrue();
		assertThat(early.text()).contains("is in progress, until");
		Thread.sleep(Math.max(0, Duration.ofNanos(deadline - System.nanoTime()).toMillis()) + 50);
		FunctionAnswer late = invoke(managed, order).join();
		assertThat(late.isError()).as(late.text()).isFalse();
		assertThat(effects.done()).containsEntry("killed", 1L);
	}

	@Test
	void invocationsAtOnceDoEachPieceOfWorkOnce() throws Exception {
		List<Order> orders = new ArrayList<>();
		for (int i = 0; i < 150; i++) {
			orders.addAll(Collections.nCopies(4, new Order("managed-" + i, 5, i % 10 == 0)));
		}
		Collections.shuffle(orders, new Random(21));
		new Deliveries((event) -> {
			FunctionAnswer answer = managed.invoke(event).join();
			if (answer.isError()) {
				throw new IllegalStateException(answer.text());
			}
			return answer.text().getBytes(StandardCharsets.UTF_8);
		}).deliver(orders, 32);
		assertThat(effects.done().entrySet()).filteredOn((entry) -> entry.getKey().startsWith("managed-"))
			.hasSize(150)
			.allMatch((entry) -> entry.getValue() == 1);
	}

	@Test
	void withoutATableTheAwsSdkIsNotLoaded(DynamoDbLocal dynamoDb) throws Exception {
		Path classes = folder.resolve("classes.log");
		try (LocalFunction function = function(dynamoDb.address(), "")
			.environment("GOLAMBDA_IDEMPOTENCY_STORE", "memory")
			.javaOption("-Xlog:class+load:file=" + classes)
			.start()) {
			assertThat(invoke(function, new Order("memory", 0, false)).join().isError()).isFalse();
		}
		assertThat(Files.readString(classes)).contains("io.golambda.idempotency.InMemoryIdempotencyStore")
			.doesNotContain("software.amazon.awssdk.core.internal.", "software.amazon.awssdk.http.",
					"software.amazon.awssdk.regions.", "DefaultDynamoDbClient", "io.golambda.aws.",
					"io.golambda.idempotency.dynamodb.");
	}

	private static CompletableFuture<FunctionAnswer> invoke(LocalFunction function, Order order) {
		return function.invoke(Event.encapSqs(order));
	}

}
