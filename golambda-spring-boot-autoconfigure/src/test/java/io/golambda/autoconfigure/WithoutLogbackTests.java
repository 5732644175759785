package io.golambda.autoconfigure;

import java.io.File;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.apache.commons.logging.Log;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LoggingSupport;
import io.golambda.logging.MaskedValues;
import io.golambda.logging.StructuredLogger;

import static org.assertj.core.api.Assertions.assertThat;

class WithoutLogbackTests {

	private final List<String> warnings = new ArrayList<>();

	@Test
	void warnsOfAnotherLoggingLibrary() {
		start(new FilteredClassLoader("ch.qos.logback"), Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"));
		assertThat(this.warnings).singleElement()
			.asString()
			.contains("golambda writes its JSON lines by Logback, which is not on the class path",
					"remove spring-boot-starter-log4j2");
	}

	@Test
	void doesNotWarnOutsideLambdaOrWithLogback() {
		start(new FilteredClassLoader("ch.qos.logback"), Map.of());
		start(getClass().getClassLoader(), Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"));
		assertThat(this.warnings).isEmpty();
	}

	@Test
	void usesSpringBootsLoggingWithoutTheEncoder() {
		GolambdaLoggingSystem.Factory factory = new GolambdaLoggingSystem.Factory();
		assertThat(factory.getLoggingSystem(new FilteredClassLoader("net.logstash"))).isNull();
		assertThat(factory.getLoggingSystem(getClass().getClassLoader())).isInstanceOf(GolambdaLoggingSystem.class);
	}

	@Test
	void functionRunsWithAnotherLoggingLibrary() throws Exception {
		List<URL> urls = new ArrayList<>();
		for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!path.matches(".*(logback|log4j-to-slf4j)[^/]*\\.jar")) {
				urls.add(Path.of(path).toUri().toURL());
			}
		}
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			Callable<?> run = (Callable<?>) loader.loadClass(FunctionRun.class.getName())
				.getConstructor()
				.newInstance();
			assertThat(run.call()).isEqualTo("{password=***}");
		}
	}

	/**
	 * Runs a function with golambda's links for log lines.
	 */
	public static final class FunctionRun implements Callable<String> {

		@Override
		public String call() throws Exception {
			StructuredLogger log = StructuredLogger.of(FunctionRun.class);
			log.set("outside", 1);
			InvocationChain chain = new InvocationChain(LambdaEnvironment.of(Map.of()),
					List.of(LoggingSupport.logContext(Level.DEBUG, true, 1, null), LoggingSupport.debugOnFailure()),
					List.of(), List::of);
			chain.invoke(Event.of("{}"), (invocation) -> {
				log.set("inside", 1);
				log.with("a", 1).debug("x");
				return null;
			});
			log.set("after", 1);
			return new MaskedValues(LineFormat.of(LambdaEnvironment.of(Map.of()))).of(Map.of("password", "hunter2"))
				.toString();
		}

	}

	private void start(ClassLoader classLoader, Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		SpringApplication application = new SpringApplication(new DefaultResourceLoader(classLoader));
		Log log = (Log) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Log.class },
				(proxy, method, arguments) -> {
					this.warnings.add(method.getName() + " " + arguments[0]);
					return null;
				});
		new LambdaEnvironmentPostProcessor((destination) -> log).postProcessEnvironment(environment, application);
	}

}
