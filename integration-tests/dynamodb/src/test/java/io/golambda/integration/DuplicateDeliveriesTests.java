package io.golambda.integration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.acme.once.OnceApplication;
import com.acme.once.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import io.golambda.integration.FaultyDynamoDb.Fault;
import io.golambda.lambda.LambdaInvoker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that each piece of work is done once although its message is delivered several
 * times, at once and in any order. For more orders, set their number:
 * {@code -Donce.orders=20000}.
 */
@ExtendWith(SharedDynamoDb.class)
class DuplicateDeliveriesTests {

	private static final int ORDERS = Integer.getInteger("once.orders", 2000);

	private static final int FAULTY_ORDERS = 50;

	private static final int COPIES = 5;

	private static final int THREADS = 32;

	@Test
	void eachOrderIsWorkedOnOnce(DynamoDbLocal dynamoDb, @TempDir Path folder) throws Exception {
		Effects effects = new Effects(folder.resolve("effects.txt"));
		String table = dynamoDb.createIdempotencyTable();
		try (ConfigurableApplicationContext application = start(dynamoDb.client(), table, effects)) {
			int deliveries = new Deliveries(application.getBean(LambdaInvoker.class)::invoke)
				.deliver(copies(ORDERS, COPIES), THREADS);
			assertThat(deliveries).isGreaterThanOrEqualTo(ORDERS * COPIES);
		}
		assertEachIsDoneOnce(effects, ORDERS);
	}

	@Test
	void faultsOfDynamoDbNeitherRepeatNorLoseWork(DynamoDbLocal dynamoDb, @TempDir Path folder) throws Exception {
		Effects effects = new Effects(folder.resolve("effects.txt"));
		Random random = new Random(21);
		List<Fault> faults = new ArrayList<>(Collections.nCopies(17, Fault.NONE));
		faults.addAll(List.of(Fault.THROTTLED, Fault.SERVER_ERROR, Fault.LOST_RESPONSE));
		String table = dynamoDb.createIdempotencyTable();
		try (FaultyDynamoDb faulty = new FaultyDynamoDb(dynamoDb.address(),
				(number) -> faults.get(random.nextInt(faults.size())));
				DynamoDbClient client = DynamoDbLocal.clientOf(faulty.address());
				ConfigurableApplicationContext application = start(client, table, effects)) {
			new Deliveries(application.getBean(LambdaInvoker.class)::invoke).deliver(copies(FAULTY_ORDERS, COPIES),
					THREADS);
		}
		assertEachIsDoneOnce(effects, FAULTY_ORDERS);
	}

	private static ConfigurableApplicationContext start(DynamoDbClient client, String table, Effects effects) {
		return new SpringApplicationBuilder(OnceApplication.class)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(DynamoDbClient.class,
					() -> client, (definition) -> definition.setDestroyMethodName("")))
			.properties(Map.of("golambda.idempotency.table-name", table, "effects", effects.file().toString(),
					"spring.cloud.function.definition", "orders", "logging.level.io.golambda", "off"))
			.run();
	}

	// every tenth order fails at first
	private static List<Order> copies(int orders, int copies) {
		List<Order> messages = new ArrayList<>();
		for (int i = 0; i < orders; i++) {
			messages.addAll(Collections.nCopies(copies, new Order("order-" + i, 1, i % 10 == 0)));
		}
		Collections.shuffle(messages, new Random(21));
		return messages;
	}

	private static void assertEachIsDoneOnce(Effects effects, int orders) throws IOException {
		assertThat(effects.done()).hasSize(orders).allSatisfy((order, times) -> assertThat(times).isEqualTo(1));
	}

}
