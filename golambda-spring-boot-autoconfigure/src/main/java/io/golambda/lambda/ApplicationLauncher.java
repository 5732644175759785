package io.golambda.lambda;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

import io.golambda.error.Redaction;
import io.golambda.invocation.LambdaEnvironment;

/**
 * Runs the application for {@link LambdaHandler}, after preparing the process for a short
 * cold start.
 */
final class ApplicationLauncher {

	private ApplicationLauncher() {
	}

	static ConfigurableApplicationContext launch(Class<?> applicationClass) {
		boolean inLambda = LambdaEnvironment.current().isLambda();
		String loggingProblems = inLambda ? Slf4jInitializer.initialize() : "";
		prepareProcess();
		useGeneratedArtifacts(applicationClass);
		if (!AotDetector.useGeneratedArtifacts()) {
			// Spring reads the annotations in any case
			ApplicationClass.checkAnnotated(applicationClass);
		}
		DefaultResourceLoader resources = new DefaultResourceLoader(applicationClass.getClassLoader());
		DirectStart direct = inLambda ? DirectStarts.find(applicationClass) : null;
		String obstacle = (direct != null) ? direct.obstacle() : "golambda has generated no direct start for it";
		ConfigurableApplicationContext context = (direct != null && obstacle == null) ? start(direct, resources)
				: run(new LambdaApplication(resources, applicationClass), resources, inLambda);
		Logger log = LoggerFactory.getLogger(ApplicationLauncher.class);
		if (!loggingProblems.isEmpty()) {
			log.warn(loggingProblems);
		}
		if (obstacle == null) {
			log.debug("Started the application directly");
		}
		else {
			log.debug("Started the application by a SpringApplication, because {}", obstacle);
		}
		return context;
	}

	private static ConfigurableApplicationContext start(DirectStart direct, ResourceLoader resources) {
		try {
			return ContextClassLoader.use(resources.getClassLoader(), () -> direct.start(resources));
		}
		catch (Throwable ex) {
			throw StartFailure.reported(ex, List.of(direct));
		}
	}

	private static ConfigurableApplicationContext run(SpringApplication application, ResourceLoader resources,
			boolean inLambda) {
		try {
			return ContextClassLoader.use(resources.getClassLoader(), application::run);
		}
		catch (Throwable ex) {
			throw inLambda ? StartFailure.reported(ex, application.getListeners())
					: SneakyThrow.<RuntimeException>rethrow(redacted(application, ex));
		}
	}

	/**
	 * Returns the failure without the secrets that the application's initializers know.
	 */
	private static Throwable redacted(SpringApplication application, Throwable failure) {
		Throwable redacted = failure;
		for (ApplicationContextInitializer<?> initializer : application.getInitializers()) {
			if (initializer instanceof Redaction redaction) {
				redacted = redaction.redact(redacted);
			}
		}
		return redacted;
	}

	/**
	 * Sets system properties that spare work, before Spring Boot reads them.
	 */
	static void prepareProcess() {
		// threads that warm up what a web application needs, while Lambda has few cores
		setIfAbsent("spring.backgroundpreinitializer.ignore", "true");
		if (ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", null)) {
			// commons-logging finds the same after a search
			setIfAbsent("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.Slf4jLogFactory");
			if (LambdaEnvironment.current().isLambda() && isLoggingByGolambda()) {
				Slf4jInitializer.requireLogback();
			}
		}
	}

	private static boolean isLoggingByGolambda() {
		return System.getProperty(LoggingSystem.SYSTEM_PROPERTY) == null
				&& ClassUtils.isPresent("net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder", null);
	}

	/**
	 * Uses what Spring AOT generated for the application, if anything. Spring itself
	 * requires a system property for that.
	 */
	private static void useGeneratedArtifacts(Class<?> applicationClass) {
		if (SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null && ClassUtils.isPresent(
				applicationClass.getName() + "__ApplicationContextInitializer", applicationClass.getClassLoader())) {
			SpringProperties.setFlag(AotDetector.AOT_ENABLED);
		}
	}

	private static void setIfAbsent(String property, String value) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, value);
		}
	}

}
