package io.golambda.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A line in the Embedded Metric Format that is valid by AWS's schema and by what the
 * specification says besides.
 */
public final class EmbeddedLine {

	private static final Schema SCHEMA = schema();

	private static final JsonMapper MAPPER = new JsonMapper();

	private final JsonNode json;

	private EmbeddedLine(JsonNode json) {
		this.json = json;
	}

	private static Schema schema() {
		try (InputStream schema = EmbeddedLine.class.getResourceAsStream("/metrics/embedded-metric-format.json")) {
			return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads a line and asserts that it is valid.
	 */
	public static EmbeddedLine of(byte[] bytes) {
		String line = new String(bytes, StandardCharsets.UTF_8);
		assertThat(bytes).hasSizeLessThan(256 * 1024);
		assertThat(line).startsWith("{\"_aws\":").endsWith("}\n");
		assertThat(line.indexOf('\n')).as("only line feed").isEqualTo(line.length() - 1);
		JsonNode json = MAPPER.readTree(line);
		assertThat(SCHEMA.validate(json)).isEmpty();
		EmbeddedLine read = new EmbeddedLine(json);
		read.validate();
		return read;
	}

	/**
	 * Reads the lines with metrics in the output of a process, and asserts that they are
	 * valid.
	 */
	public static List<EmbeddedLine> in(String output) {
		return output.lines()
			.filter((line) -> line.startsWith("{\"_aws\""))
			.map((line) -> of((line + "\n").getBytes(StandardCharsets.UTF_8)))
			.toList();
	}

	private JsonNode directive() {
		return this.json.at("/_aws/CloudWatchMetrics/0");
	}

	private void validate() {
		assertThat(this.json.at("/_aws/CloudWatchMetrics").size()).isEqualTo(1);
		assertThat(directive().propertyNames()).containsExactly("Namespace", "Dimensions", "Metrics");
		assertThat(directive().path("Dimensions").size()).isEqualTo(1);
		for (JsonNode dimension : directive().at("/Dimensions/0")) {
			String value = this.json.path(dimension.stringValue()).stringValue();
			assertThat(dimension.stringValue() + value).matches("[ -~]+");
			assertThat(value).isNotBlank().hasSizeLessThanOrEqualTo(1024);
		}
		assertThat(directive().path("Metrics").size()).isBetween(1, 100);
		Set<String> names = new HashSet<>();
		for (JsonNode metric : directive().path("Metrics")) {
			String name = metric.path("Name").stringValue();
			assertThat(name).matches("[ -~]{1,255}");
			assertThat(names.add(name)).as("first definition of " + name).isTrue();
			assertThat(metric.path("StorageResolution").asInt(60)).isIn(1, 60);
			assertThat(values(name)).hasSizeBetween(1, 100)
				.allSatisfy((value) -> assertThat(Math.abs(value)).isLessThanOrEqualTo(Math.pow(2, 360)));
		}
	}

	public String namespace() {
		return directive().path("Namespace").stringValue();
	}

	public List<String> names() {
		List<String> names = new ArrayList<>();
		directive().path("Metrics").forEach((metric) -> names.add(metric.path("Name").stringValue()));
		return names;
	}

	public Map<String, String> dimensions() {
		Map<String, String> dimensions = new LinkedHashMap<>();
		directive().at("/Dimensions/0")
			.forEach((name) -> dimensions.put(name.stringValue(), this.json.path(name.stringValue()).stringValue()));
		return dimensions;
	}

	public List<Double> values(String metric) {
		JsonNode values = this.json.path(metric);
		List<Double> numbers = new ArrayList<>();
		(values.isArray() ? values : List.of(values)).forEach((value) -> numbers.add(value.doubleValue()));
		return numbers;
	}

	public JsonNode definition(String metric) {
		for (JsonNode definition : directive().path("Metrics")) {
			if (definition.path("Name").stringValue().equals(metric)) {
				return definition;
			}
		}
		throw new AssertionError("no metric " + metric + " in " + this.json);
	}

	public String unit(String metric) {
		return definition(metric).path("Unit").stringValue();
	}

	public String property(String name) {
		return this.json.path(name).asString(null);
	}

	@Override
	public String toString() {
		return this.json.toString();
	}

}
