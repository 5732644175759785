package com.acme.orders;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what the function writes and exports with a feature switched on.
 */
class ShippingTests {

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	@Test
	void slowOrderIsReportedBeforeTheTimeout() throws Exception {
		try (Shipping shipping = Shipping.start(this.output, SlowOrder.DEBUG_LINES)) {
			assertThat(shipping.ship(SlowOrder.ITEMS).text()).contains("Task timed out after 2.00 seconds");
		}
		JsonNode error = lines("error").get(0);
		assertThat(lines("error")).hasSize(1);
		assertThat(error.get("message").stringValue()).isEqualTo("The function is about to time out.");
		assertThat(error.get("error.stacktrace").toString()).contains("com.acme.orders.PackingStation.pack");
		assertThat(error.toString()).contains("\"customer\":\"Grace\"");
		assertThat(lines("debug")).extracting(line -> line.get("message").stringValue()).contains("Packing");
		assertThat(lines("info")).extracting(line -> line.get("message").stringValue())
			.endsWith("Released the packing station");
	}

	@Test
	void ordersAreSpansThatLinkToTheirSenderAndMetrics() throws Exception {
		try (Spans spans = new Spans()) {
			Map<String, String> variables = new HashMap<>(spans.variables());
			variables.putAll(MeasuredOrder.NAMESPACE);
			try (Shipping shipping = Shipping.start(this.output, variables)) {
				assertThat(shipping.ship(5).text()).isEqualTo("{\"batchItemFailures\":[]}");
			}
			assertThat(spans.tree().replaceAll("\\d+ ms", "N ms")).isEqualToNormalizingNewlines("""
					shipments N ms, %1$s, parent 53995c3f42cd8ad8
					  shipments process N ms, %1$s
					    process SNS N ms, %1$s, %2$s
					    process SNS N ms, %1$s, %2$s
					""".formatted("trace 69563d800a1b2c3d4e5f60718293a4b5",
					"link 69563d7f7e6d5c4b3a29180706f5e4d3/b7ad6b7169203331"));
		}
		List<JsonNode> metrics = lines().stream().filter(line -> line.has("_aws")).toList();
		assertThat(metrics).filteredOn(line -> line.has("orders.shipped"))
			.singleElement()
			.satisfies(line -> assertThat(line.get("orders.shipped").intValue()).isEqualTo(2));
		assertThat(metrics).filteredOn(line -> line.has("lambda.records"))
			.singleElement()
			.satisfies(line -> assertThat(line.get("lambda.records").intValue()).isEqualTo(2));
	}

	private List<JsonNode> lines(String level) {
		return lines().stream().filter(line -> line.path("level").asString().equals(level)).toList();
	}

	private List<JsonNode> lines() {
		return this.output.toString(UTF_8)
			.lines()
			.filter(line -> line.startsWith("{"))
			.map(line -> JsonMapper.shared().readTree(line))
			.toList();
	}

}
