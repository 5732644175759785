package io.golambda.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.golambda.lambda.DirectStart;

/**
 * Knows the classes in {@code spring.factories} that take part in the start of a
 * {@code SpringApplication}, and whose work a {@link DirectStart} does as well or that do
 * nothing under {@code LambdaHandler}.
 */
final class StartFactories {

	private static final String BOOT = "org.springframework.boot.";

	private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
			Map.entry("org.springframework.boot.bootstrap.BootstrapRegistryInitializer", Set.of()),
			Map.entry(BOOT + "BootstrapRegistryInitializer", Set.of()),
			Map.entry(BOOT + "SpringApplicationRunListener", Set.of(BOOT + "context.event.EventPublishingRunListener")),
			Map.entry("org.springframework.context.ApplicationContextInitializer", Set.of(
					// applied
					BOOT + "context.ContextIdApplicationContextInitializer",
					BOOT + "io.ProtocolResolverApplicationContextInitializer",
					// for component scans and conditions; the first and the last are
					// applied without Spring AOT, which replaces both
					BOOT + "context.ConfigurationWarningsApplicationContextInitializer",
					BOOT + "autoconfigure.SharedMetadataReaderFactoryContextInitializer",
					BOOT + "autoconfigure.logging.ConditionEvaluationReportLoggingListener",
					// for servers, custom runtimes and functional beans
					BOOT + "web.server.context.ServerPortInfoApplicationContextInitializer",
					"org.springframework.cloud.function.adapter.aws.CustomRuntimeInitializer",
					"org.springframework.cloud.function.context.config.ContextFunctionCatalogInitializer")),
			Map.entry("org.springframework.context.ApplicationListener", Set.of(
					// applied
					BOOT + "ClearCachesApplicationListener", BOOT + "context.logging.LoggingApplicationListener",
					BOOT + "support.EnvironmentPostProcessorApplicationListener",
					// for parent contexts, settings that exclude a direct start, threads
					// that warm up web libraries, and other versions of Spring Boot
					BOOT + "builder.ParentContextCloserApplicationListener",
					BOOT + "context.FileEncodingApplicationListener", BOOT + "support.AnsiOutputApplicationListener",
					BOOT + "autoconfigure.preinitialize.BackgroundPreinitializingApplicationListener",
					"io.sentry.spring.boot4.SentrySpringVersionChecker")),
			Map.entry(BOOT + "EnvironmentPostProcessor", Set.of(
					// applied
					BOOT + "context.config.ConfigDataEnvironmentPostProcessor",
					BOOT + "support.RandomValuePropertySourceEnvironmentPostProcessor",
					BOOT + "support.SystemEnvironmentPropertySourceEnvironmentPostProcessor",
					// for settings that exclude a direct start
					BOOT + "cloud.CloudFoundryVcapEnvironmentPostProcessor",
					BOOT + "support.SpringApplicationJsonEnvironmentPostProcessor")),
			Map.entry(BOOT + "env.EnvironmentPostProcessor", Set.of()),
			Map.entry(BOOT + "env.PropertySourceLoader",
					Set.of(BOOT + "env.PropertiesPropertySourceLoader", BOOT + "env.YamlPropertySourceLoader")),
			Map.entry(BOOT + "logging.LoggingSystemFactory",
					Set.of(BOOT + "logging.java.JavaLoggingSystem$Factory",
							BOOT + "logging.log4j2.Log4J2LoggingSystem$Factory",
							BOOT + "logging.logback.LogbackLoggingSystem$Factory")),
			Map.entry("org.springframework.core.io.ProtocolResolver", Set.of(BOOT + "io.Base64ProtocolResolver")));

	private StartFactories() {
	}

	/**
	 * Returns why a start must find out by a {@code SpringApplication} what is in a file.
	 * @param factories a file {@code spring.factories}
	 * @param tracing whether the start includes a {@link TracingStart}
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable String obstacle(InputStream factories, boolean tracing) throws IOException {
		Properties properties = new Properties();
		properties.load(factories);
		for (String type : properties.stringPropertyNames()) {
			Set<String> known = KNOWN.get(type.trim());
			if (known != null) {
				for (String name : names(properties.getProperty(type))) {
					if (!known.contains(name) && !StartService.isOwn(name)
							&& !(tracing && TracingStart.KNOWN.contains(name))) {
						return name + " takes part in the start";
					}
				}
			}
		}
		return null;
	}

	private static List<String> names(String value) {
		return List.of(StringUtils.tokenizeToStringArray(value, ","));
	}

}
