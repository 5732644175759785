package io.golambda.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics as lines in CloudWatch's Embedded Metric Format, within its limits.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 * Metric Format</a>
 */
final class EmbeddedMetrics {

	static final int MAX_METRICS = 100;

	static final int MAX_VALUES = 100;

	/**
	 * The maximum bytes of a line, which log groups and subscriptions of any age accept.
	 */
	static final int MAX_LINE = 256 * 1024 - 256;

	private static final int MAX_PROPERTIES = 64 * 1024;

	private static final double MAX_VALUE = Math.pow(2, 360);

	private final String namespace;

	private final @Nullable String level;

	private final Warnings warnings;

	private final LineOutput output;

	/**
	 * Creates a writer.
	 * @param namespace the valid namespace
	 * @param level the level that each line has, so that Lambda does not filter it, or
	 * {@code null} for none
	 * @param warnings reports values that CloudWatch does not accept
	 * @param output receives the lines
	 */
	EmbeddedMetrics(String namespace, @Nullable String level, Warnings warnings, LineOutput output) {
		this.namespace = new String(new LineBuffer().string(namespace).bytes(), StandardCharsets.UTF_8);
		this.level = level;
		this.warnings = warnings;
		this.output = output;
	}

	/**
	 * Writes metrics, those with equal dimensions and properties in the same line.
	 * @param context what all lines have in common
	 * @param timestamp the time of the values, in milliseconds
	 */
	void write(LineContext context, List<Metric> metrics, long timestamp) {
		Map<Layout, List<Chunk>> lines = new LinkedHashMap<>();
		for (Metric metric : metrics) {
			split(metric, lines);
		}
		lines.forEach((layout, chunks) -> {
			List<Chunk> rest = chunks;
			while (!rest.isEmpty()) {
				rest = writeLine(context, layout, rest, timestamp);
			}
		});
	}

	private void split(Metric metric, Map<Layout, List<Chunk>> lines) {
		double[] values = metric.values();
		int valid = 0;
		for (double value : values) {
			if (isValid(value, metric.series().name())) {
				values[valid++] = value;
			}
		}
		if (valid > 0) {
			List<Chunk> chunks = lines.computeIfAbsent(metric.series().layout(), (layout) -> new ArrayList<>());
			for (int from = 0; from < valid; from += MAX_VALUES) {
				chunks.add(new Chunk(metric.series(), values, from, Math.min(valid, from + MAX_VALUES)));
			}
		}
	}

	private boolean isValid(double value, String name) {
		if (Math.abs(value) <= MAX_VALUE) {
			return true;
		}
		this.warnings.warn("value " + name,
				"The value {} of the metric \"{}\" is not written. CloudWatch accepts values from -2^360 to 2^360.",
				value, name);
		return false;
	}

	/**
	 * Writes one line.
	 * @return what did not fit
	 */
	private List<Chunk> writeLine(LineContext context, Layout layout, List<Chunk> chunks, long timestamp) {
		LineBuffer line = head(context, layout, timestamp);
		LineBuffer members = members(context, layout, timestamp);
		List<Chunk> rest = new ArrayList<>(0);
		Set<String> names = new HashSet<>();
		for (Chunk chunk : chunks) {
			if (names.size() == MAX_METRICS || names.contains(chunk.series.name())) {
				rest.add(chunk);
				continue;
			}
			int lineSize = line.size();
			int membersSize = members.size();
			define(chunk.series, names.isEmpty(), line);
			chunk.writeTo(members);
			if (line.size() + members.size() > MAX_LINE && !names.isEmpty()) {
				line.truncate(lineSize);
				members.truncate(membersSize);
				rest.add(chunk);
				continue;
			}
			names.add(chunk.series.name());
		}
		this.output.write(line.raw("]}]}").append(members).raw("}\n").bytes());
		return rest;
	}

	private LineBuffer head(LineContext context, Layout layout, long timestamp) {
		LineBuffer line = new LineBuffer().raw("{\"_aws\":{\"Timestamp\":")
			.raw(Long.toString(timestamp))
			.raw(",\"CloudWatchMetrics\":[{\"Namespace\":")
			.raw(this.namespace)
			.raw(",\"Dimensions\":[[");
		String separator = "";
		for (String name : context.dimensions().keySet()) {
			line.raw(separator).string(name);
			separator = ",";
		}
		for (Tag dimension : layout.dimensions()) {
			line.raw(separator).string(dimension.getKey());
			separator = ",";
		}
		return line.raw("]],\"Metrics\":[");
	}

	private LineBuffer members(LineContext context, Layout layout, long timestamp) {
		LineBuffer members = new LineBuffer();
		if (this.level != null) {
			members.member("level").string(this.level);
			members.member("timestamp").string(Instant.ofEpochMilli(timestamp).toString());
		}
		context.dimensions().forEach((name, value) -> members.member(name).string(value));
		for (Tag dimension : layout.dimensions()) {
			members.member(dimension.getKey()).string(dimension.getValue());
		}
		if (context.requestId() != null) {
			members.member(LineContext.REQUEST_ID).string(context.requestId());
			if (context.traceId() != null) {
				members.member(LineContext.TRACE_ID).string(context.traceId());
			}
			if (context.tenantId() != null) {
				members.member(LineContext.TENANT_ID).string(context.tenantId());
			}
			members.member(LineContext.COLD_START).raw(Boolean.toString(context.coldStart()));
		}
		int limit = members.size() + MAX_PROPERTIES;
		for (Tag property : layout.properties()) {
			int size = members.size();
			members.member(property.getKey()).string(property.getValue());
			if (members.size() > limit) {
				members.truncate(size);
			}
		}
		return members;
	}

	private static void define(Series series, boolean first, LineBuffer line) {
		line.raw(first ? "{\"Name\":" : ",{\"Name\":")
			.string(series.name())
			.raw(",\"Unit\":\"")
			.raw(series.unit().name())
			.raw(series.isHighResolution() ? "\",\"StorageResolution\":1}" : "\"}");
	}

	/**
	 * Some values of a series.
	 */
	private record Chunk(Series series, double[] values, int from, int to) {

		void writeTo(LineBuffer members) {
			members.member(this.series.name());
			if (this.to - this.from == 1) {
				members.number(this.values[this.from]);
				return;
			}
			for (int i = this.from; i < this.to; i++) {
				members.raw((i == this.from) ? "[" : ",").number(this.values[i]);
			}
			members.raw("]");
		}

	}

}
