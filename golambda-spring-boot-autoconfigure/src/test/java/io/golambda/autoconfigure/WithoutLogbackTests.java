package io.golambda.autoconfigure;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

class WithoutLogbackTests {

	private final List<String> warnings = new ArrayList<>();

	@Test
	void usersOfAnotherLoggingLibraryAreToldWhatTheyLose() {
		start(new FilteredClassLoader("ch.qos.logback"), Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"));
		assertThat(this.warnings).singleElement()
			.asString()
			.contains("golambda writes its JSON lines by Logback, which is not on the class path",
					"remove spring-boot-starter-log4j2");
	}

	@Test
	void elsewhereAndWithLogbackThereIsNothingToTell() {
		start(new FilteredClassLoader("ch.qos.logback"), Map.of());
		start(getClass().getClassLoader(), Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1"));
		assertThat(this.warnings).isEmpty();
	}

	@Test
	void withoutTheEncoderLoggingIsSpringBoots() {
		GolambdaLoggingSystem.Factory factory = new GolambdaLoggingSystem.Factory();
		assertThat(factory.getLoggingSystem(new FilteredClassLoader("net.logstash"))).isNull();
		assertThat(factory.getLoggingSystem(getClass().getClassLoader())).isInstanceOf(GolambdaLoggingSystem.class);
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
