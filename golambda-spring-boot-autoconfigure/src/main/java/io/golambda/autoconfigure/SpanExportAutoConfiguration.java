package io.golambda.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import io.golambda.invocation.OuterInterceptor;
import io.golambda.tracing.export.OpenTelemetryExport;

/**
 * {@link AutoConfiguration Auto-configuration} that exports spans at the end of an
 * invocation. Spring Boot's own auto-configuration creates the exporters.
 */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@ConditionalOnClass({ SdkTracerProvider.class, SdkLoggerProvider.class, SdkMeterProvider.class, SpanExporters.class })
public final class SpanExportAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OpenTelemetryExport golambdaOpenTelemetryExport(Environment environment) {
		return new OpenTelemetryExport(TracingProperties.of(environment).flushTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	SpanExporters golambdaSpanExporters(ObjectProvider<SpanExporter> exporters, OpenTelemetryExport export) {
		List<SpanExporter> all = exporters.orderedStream().toList();
		return all.isEmpty() ? SpanExporters.of(all) : SpanExporters.of(export.report(all));
	}

	// after the processors of the application, which export the span
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	SdkTracerProviderBuilderCustomizer golambdaEndedSpans(OpenTelemetryExport export) {
		return (builder) -> builder.addSpanProcessor(export.endedSpans());
	}

	@Bean
	@ConditionalOnMissingBean(name = "golambdaSpanExport")
	@Nullable OuterInterceptor golambdaSpanExport(OpenTelemetryExport export, Environment environment,
			ListableBeanFactory beans) {
		if (TracingProperties.of(environment).flushTimeout().isZero()) {
			return null;
		}
		if (hasAny(beans, SpanExporter.class) || hasProcessorOfApplication(beans)) {
			beans.getBeanProvider(SdkTracerProvider.class)
				.ifAvailable((spans) -> export.addSpans("spans" + endpoint(environment, "tracing"), spans));
		}
		if (hasAny(beans, LogRecordExporter.class)) {
			beans.getBeanProvider(SdkLoggerProvider.class)
				.ifAvailable((logs) -> export.addLogs("log records" + endpoint(environment, "logging"), logs));
		}
		beans.getBeanProvider(SdkMeterProvider.class)
			.ifAvailable((metrics) -> export.addMetrics("OpenTelemetry's metrics", metrics));
		return export.interceptor();
	}

	private static boolean hasAny(ListableBeanFactory beans, Class<?> type) {
		return beans.getBeanNamesForType(type, true, false).length > 0;
	}

	// Spring Boot's own processor does nothing without an exporter
	private static boolean hasProcessorOfApplication(ListableBeanFactory beans) {
		return Stream.of(beans.getBeanNamesForType(SpanProcessor.class, true, false))
			.anyMatch((name) -> !name.equals("otelSpanProcessor"));
	}

	private static String endpoint(Environment environment, String signal) {
		String url = environment.getProperty("management.opentelemetry." + signal + ".export.otlp.endpoint", "");
		// without user and query, which may hold a secret
		String location = url.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
		return location.isEmpty() ? "" : " at " + location;
	}

}
