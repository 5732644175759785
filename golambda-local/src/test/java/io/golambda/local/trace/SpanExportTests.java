package io.golambda.local.trace;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the environment variables by which a function exports its spans.
 */
class SpanExportTests {

	private static final URI ENDPOINT = URI.create("http://localhost:9000/v1/traces");

	private static final Path EXPORTER = Path
		.of("io/opentelemetry/exporter/otlp/http/trace/OtlpHttpSpanExporter.class");

	@TempDir
	Path classes;

	@Test
	void functionWithAnExporterExportsEachTraceSoon() throws IOException {
		withExporter();
		assertThat(variables(Map.of("PATH", "/bin")))
			.isEqualTo(Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
					"http://localhost:9000/v1/traces", "MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "1.0",
					"MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY", "200ms"));
	}

	@Test
	void functionWithoutAnExporterIsLeftAlone() throws IOException {
		assertThat(variables(Map.of())).isEmpty();
	}

	@Test
	void variablesOfTheUserTakePrecedence() throws IOException {
		withExporter();
		assertThat(variables(Map.of("MANAGEMENT_TRACING_SAMPLING_PROBABILITY", "0.5")))
			.doesNotContainKey("MANAGEMENT_TRACING_SAMPLING_PROBABILITY")
			.hasSize(2);
		assertThat(variables(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318"))).isEmpty();
		assertThat(variables(Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", "http://collector")))
			.isEmpty();
	}

	@Test
	void endpointOfTheApplicationTakesPrecedence() throws IOException {
		withExporter();
		write("application.yaml", """
				management:
				  tracing.sampling.probability: 1
				  opentelemetry:
				    # the collector
				    tracing:
				      export:
				        schedule-delay: 1s
				        otlp:
				          endpoint: http://collector:4318/v1/traces
				""");
		assertThat(variables(Map.of())).isEmpty();
		write("application.yaml", """
				management.opentelemetry:
				  tracing.export.otlp:
				    timeout: 1s
				  logging.export.otlp:
				    endpoint: http://collector:4318/v1/logs
				""");
		assertThat(variables(Map.of())).isNotEmpty();
		write("config/application.properties",
				"management.opentelemetry.tracing.export.otlp.endpoint = http://collector:4318/v1/traces");
		assertThat(variables(Map.of())).isEmpty();
	}

	private Map<String, String> variables(Map<String, String> own) throws IOException {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, null)) {
			return SpanExport.environment(ENDPOINT, own, loader);
		}
	}

	private void withExporter() throws IOException {
		write(EXPORTER.toString(), "");
	}

	private void write(String file, String content) throws IOException {
		Path path = this.classes.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, content);
	}

}
