package io.golambda.lambda;

import java.util.Map;

import org.slf4j.LoggerFactory;
import org.springframework.aot.AotDetector;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.ClassUtils;

import io.golambda.error.Redaction;

/**
 * The application as {@link LambdaHandler} starts it: whatever a function does not need
 * is left out, so that a cold start is short. What the application itself declares is
 * started as ever.
 */
final class LambdaApplication {

	private static final String GOLAMBDA_LOGGING = "io.golambda.autoconfigure.GolambdaLoggingSystem";

	private LambdaApplication() {
	}

	static ConfigurableApplicationContext start(Class<?> applicationClass) {
		String problems = StartFailure.isInLambda() ? LoggingStart.initialize() : "";
		prepareProcess();
		useWhatSpringAotGenerated(applicationClass);
		if (!AotDetector.useGeneratedArtifacts()) {
			// Spring reads the annotations in any case
			ApplicationClass.checkAnnotated(applicationClass);
		}
		DefaultResourceLoader resources = new DefaultResourceLoader(applicationClass.getClassLoader());
		SpringApplication application = new SpringApplication(resources, applicationClass) {

			// within the start, so that a function that is not to be found fails it as
			// anything else does
			@Override
			protected void afterRefresh(ConfigurableApplicationContext context, ApplicationArguments arguments) {
				if (context.getBeanProvider(LambdaInvoker.class).getIfAvailable() == null) {
					throw new IllegalStateException("golambda's auto-configuration is not active in "
							+ applicationClass.getName() + ". Do not exclude GolambdaAutoConfiguration.");
				}
				if (LambdaHandler.SNAP_START.equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
					context.getBean(Priming.class);
				}
			}

		};
		// the process's main class is Lambda's runtime client, which Spring must not take
		// for ours
		application.setMainApplicationClass(applicationClass);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(Map.of(LambdaHandlerImportFilter.PROPERTY, "true"));
		application.addInitializers((context) -> context.addBeanFactoryPostProcessor(new LazyInfrastructure()));
		try {
			ConfigurableApplicationContext context = ContextClassLoader.use(resources.getClassLoader(),
					application::run);
			if (!problems.isEmpty()) {
				LoggerFactory.getLogger(LambdaApplication.class).warn(problems);
			}
			return context;
		}
		catch (Throwable ex) {
			throw StartFailure.isInLambda() ? StartFailure.reported(ex, application.getListeners())
					: Rethrow.<RuntimeException>unchanged(redacted(application, ex));
		}
	}

	/**
	 * The failure without secrets, by each initializer that knows some.
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

	static void prepareProcess() {
		// threads that warm up what a web application needs, while Lambda has few cores
		setIfAbsent("spring.backgroundpreinitializer.ignore", "true");
		if (ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", null)) {
			// what commons-logging and Spring Boot would come to anyway, after a search
			setIfAbsent("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.Slf4jLogFactory");
			if (ClassUtils.isPresent("net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder", null)) {
				setIfAbsent(LoggingSystem.SYSTEM_PROPERTY, GOLAMBDA_LOGGING);
			}
			if (StartFailure.isInLambda()
					&& GOLAMBDA_LOGGING.equals(System.getProperty(LoggingSystem.SYSTEM_PROPERTY))) {
				LoggingStart.requireLogback();
			}
		}
	}

	/**
	 * Who has Spring AOT process the application wants the result to be used; Spring
	 * itself waits to be told so by a system property.
	 */
	private static void useWhatSpringAotGenerated(Class<?> applicationClass) {
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
