package io.golambda.autoconfigure;

import java.util.List;
import java.util.function.Consumer;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;

/**
 * An application without beans, whose log lines are tested.
 */
record LoggedApplication(ConfigurableApplicationContext context) {

	/**
	 * Runs the application with properties, each as {@code name=value}.
	 */
	static void run(Consumer<LoggedApplication> action, String... properties) {
		start(action, properties);
		// so that asynchronous appenders have written everything
		LoggingSystem.get(LoggedApplication.class.getClassLoader()).getShutdownHandler().run();
	}

	private static void start(Consumer<LoggedApplication> action, String... properties) {
		SpringApplication application = new SpringApplication(Empty.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		String[] arguments = List.of(properties).stream().map("--"::concat).toArray(String[]::new);
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			action.accept(new LoggedApplication(context));
		}
	}

	static void restoreConsole() {
		// set by Spring Boot for the rest of the process
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
		LoggingSystem.get(LoggedApplication.class.getClassLoader()).cleanUp();
		start((ignored) -> {
		});
	}

	static List<JsonNode> lines(CapturedOutput output) {
		return output.getOut()
			.lines()
			.filter((line) -> line.startsWith("{"))
			.map((line) -> JsonMapper.shared().readTree(line))
			.toList();
	}

	void invoke(String event, Runnable function) {
		try {
			this.context.getBean(InvocationChain.class).invoke(Event.of(event), (invocation) -> {
				function.run();
				return null;
			});
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Empty {

	}

}
