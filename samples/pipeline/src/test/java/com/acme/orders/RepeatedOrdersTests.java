package com.acme.orders;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the function on the local runtime with orders that arrive twice.
 */
class RepeatedOrdersTests {

	@Test
	void orderThatArrivesTwiceIsStoredOnce() throws Exception {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		List<JsonNode> lines = RepeatedOrders.deliverTwice(new PrintStream(printed, true, UTF_8));
		assertThat(lines).filteredOn(line -> line.path("message").asString().equals("Stored"))
			.extracting(line -> line.get("order").intValue() + ": " + line.get("drawing"))
			.containsExactly("17: 8", "18: 1500000");
		assertThat(lines).noneMatch(line -> List.of("error", "warn").contains(line.path("level").asString()));
		assertThat(printed.toString(UTF_8)).containsSubsequence(
				"The second delivery answers {\"batchItemFailures\":[]}", "Stored order 17", "Stored order 18",
				"duplicate of completed work: order 17", "duplicate of completed work: order 18",
				"S3 served GET /drawings/order-18");
	}

}
