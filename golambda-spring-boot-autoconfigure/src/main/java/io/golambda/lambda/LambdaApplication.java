package io.golambda.lambda;

import java.util.Map;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * The application as {@link LambdaHandler} starts it: whatever a function does not need
 * is left out, so that a cold start is short. What the application itself declares is
 * started as ever.
 */
final class LambdaApplication {

	private LambdaApplication() {
	}

	static ConfigurableApplicationContext start(Class<?> applicationClass) {
		prepareProcess();
		SpringApplication application = new SpringApplication(applicationClass);
		// the process's main class is Lambda's runtime client, which Spring must not take
		// for ours
		application.setMainApplicationClass(applicationClass);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of(LambdaHandlerImportFilter.PROPERTY, "true"));
		application.addInitializers(LambdaApplication::prepareContext);
		return application.run();
	}

	private static void prepareProcess() {
		// threads that warm up what a web application needs, while Lambda has few cores
		setIfAbsent("spring.backgroundpreinitializer.ignore", "true");
		if (ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", null)) {
			// what commons-logging would come to anyway, after it has loaded the Log4j
			// API
			setIfAbsent("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.Slf4jLogFactory");
		}
	}

	private static void setIfAbsent(String property, String value) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, value);
		}
	}

	private static void prepareContext(ConfigurableApplicationContext context) {
		context.addBeanFactoryPostProcessor(LambdaApplication::makeCatalogLazy);
		if (!AotDetector.useGeneratedArtifacts()) {
			// else Spring Boot makes its thread pool at once, for beans that start in the
			// background
			RootBeanDefinition bootstrapExecutor = new RootBeanDefinition(Executor.class, () -> Runnable::run);
			bootstrapExecutor.setAutowireCandidate(false);
			((BeanDefinitionRegistry) context.getBeanFactory())
				.registerBeanDefinition(ConfigurableApplicationContext.BOOTSTRAP_EXECUTOR_BEAN_NAME, bootstrapExecutor);
		}
	}

	/**
	 * Most functions are called directly: the catalogue and its mapper are only made
	 * where they are used.
	 */
	private static void makeCatalogLazy(ConfigurableListableBeanFactory beans) {
		for (String name : beans.getBeanDefinitionNames()) {
			BeanDefinition definition = beans.getBeanDefinition(name);
			if (isOfTheCatalog(definition.getFactoryBeanName()) || isOfTheCatalog(definition.getBeanClassName())) {
				definition.setLazyInit(true);
			}
		}
	}

	private static boolean isOfTheCatalog(@Nullable String name) {
		return name != null && name.startsWith("org.springframework.cloud.function.");
	}

}
