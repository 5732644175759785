package io.golambda.local.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * The environment variables by which a function of Spring Boot exports its spans to this
 * computer: <pre>
 * SpanExport.environment(URI.create("http://localhost:9000/v1/traces"), System.getenv(), classLoader)
 * 	.forEach(builder::environment);
 * </pre>
 *
 * @see <a href=
 * "https://docs.spring.io/spring-boot/reference/actuator/tracing.html">Tracing with
 * Spring Boot</a>
 */
public final class SpanExport {

	private static final String EXPORTER = "io/opentelemetry/exporter/otlp/http/trace/OtlpHttpSpanExporter.class";

	private static final String ENDPOINT_PROPERTY = "management.opentelemetry.tracing.export.otlp.endpoint";

	private static final String ENDPOINT = "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT";

	private static final String PROBABILITY = "MANAGEMENT_TRACING_SAMPLING_PROBABILITY";

	private static final String DELAY = "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULEDELAY";

	// Spring Boot and OpenTelemetry's SDK
	private static final List<String> ENDPOINTS = List.of(ENDPOINT, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
			"OTEL_EXPORTER_OTLP_ENDPOINT");

	private static final List<String> FOLDERS = List.of("", "config/");

	private SpanExport() {
	}

	/**
	 * Returns the variables for the process of a function. They sample each trace, and
	 * export it after 200 milliseconds.
	 * @param endpoint the URL to export to, with its path
	 * @param variables the variables that the process already has, which take precedence
	 * @param classes the class path of the function
	 * @return the variables to add; none if the function has no exporter for OTLP (Spring
	 * Boot's {@code spring-boot-starter-opentelemetry} brings it), or exports to an
	 * endpoint of its own: by a variable, or by its {@code application.properties} or
	 * {@code application.yaml}
	 */
	public static Map<String, String> environment(URI endpoint, Map<String, String> variables, ClassLoader classes) {
		if (classes.getResource(EXPORTER) == null || ENDPOINTS.stream().anyMatch(variables::containsKey)
				|| hasEndpoint(classes)) {
			return Map.of();
		}
		Map<String, String> added = new LinkedHashMap<>();
		added.put(ENDPOINT, endpoint.toString());
		added.put(PROBABILITY, "1.0");
		added.put(DELAY, "200ms");
		added.keySet().removeAll(variables.keySet());
		return Map.copyOf(added);
	}

	private static boolean hasEndpoint(ClassLoader classes) {
		return FOLDERS.stream()
			.map((folder) -> folder + "application.")
			.anyMatch((file) -> isSet(classes.getResource(file + "properties"), false)
					|| isSet(classes.getResource(file + "yaml"), true)
					|| isSet(classes.getResource(file + "yml"), true));
	}

	private static boolean isSet(@Nullable URL file, boolean yaml) {
		if (file == null) {
			return false;
		}
		try (InputStream in = file.openStream(); Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
			if (yaml) {
				return YamlKeys.read(text).contains(ENDPOINT_PROPERTY);
			}
			Properties properties = new Properties();
			properties.load(text);
			return properties.containsKey(ENDPOINT_PROPERTY);
		}
		catch (IOException | IllegalArgumentException ex) {
			// Spring Boot reports a file that it cannot read
			return false;
		}
	}

}
