package io.golambda.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Debug lines that are held back until their invocation fails, with any appender.
 */
@ExtendWith(OutputCaptureExtension.class)
class DebugLinesTests {

	private static final String ON_FAILURE = "golambda.logging.debug-on-failure=true";

	private static final String SAMPLED = "golambda.logging.debug-sample-rate=1";

	private static final String NO_EVENTS = "golambda.logging.log-event=off";

	private final Logger log = LoggerFactory.getLogger("com.acme.Orders");

	@AfterEach
	void restoreConsole() {
		LoggedApplication.restoreConsole();
	}

	@ParameterizedTest
	@ValueSource(strings = { "golambda.logging.format=json", "golambda.logging.format=console",
			"logging.config=classpath:logging/encoder.xml", "logging.config=classpath:logging/async.xml",
			"logging.structured.format.console=ecs", "logging.structured.format.console=logstash",
			"logging.structured.format.console=gelf" })
	void writesDebugLinesOnlyIfTheInvocationFails(String format, CapturedOutput output) {
		LoggedApplication.run((application) -> {
			application.invoke("{\"id\":\"of-success\"}", () -> this.log.debug("step of success"));
			this.log.debug("outside");
			fail(application, "{\"id\":\"of-failure\"}", () -> {
				this.log.debug("first step");
				this.log.info("second step");
				assertThat(this.log.isDebugEnabled()).isTrue();
				this.log.atDebug().addKeyValue("n", 3).log("third step");
			});
		}, format, ON_FAILURE);
		assertThat(output.getOut()).doesNotContain("success", "outside")
			.containsSubsequence("second step", "Invocation starts", "first step", "third step", "oops")
			.containsOnlyOnce("first step")
			.containsOnlyOnce("third step");
	}

	@ParameterizedTest
	@ValueSource(strings = { "golambda.logging.format=json", "logging.config=classpath:logging/encoder.xml",
			"logging.config=classpath:logging/async.xml" })
	void heldLineKeepsItsTimeThreadAndValues(String format, CapturedOutput output) {
		List<Long> times = new ArrayList<>();
		LoggedApplication.run((application) -> fail(application, "{}", () -> {
			List<String> items = new ArrayList<>(List.of("first"));
			MDC.put("step", "one");
			times.add(System.currentTimeMillis());
			this.log.atDebug().addKeyValue("items", items).addKeyValue("password", "hunter2").log("kept");
			times.add(System.currentTimeMillis());
			items.add("later");
			MDC.put("step", "two");
			while (System.currentTimeMillis() <= times.get(1)) {
				Thread.onSpinWait();
			}
		}), format, ON_FAILURE, NO_EVENTS);
		JsonNode line = LoggedApplication.lines(output).get(0);
		assertThat(line.get("message").stringValue()).isEqualTo("kept");
		assertThat(line.get("level").stringValue()).isEqualTo("debug");
		assertThat(line.get("buffered").booleanValue()).isTrue();
		assertThat(line.get("items").toString()).isEqualTo("""
				["first"]""");
		assertThat(line.get("password").stringValue()).isEqualTo("***");
		assertThat(line.get("step").stringValue()).isEqualTo("one");
		assertThat(java.time.Instant.parse(line.get("time").stringValue()).toEpochMilli()).isBetween(times.get(0),
				times.get(1));
	}

	@Test
	void eachAppenderWritesItsOwnLine(CapturedOutput output) throws Exception {
		LoggedApplication.run((application) -> fail(application, "{}", () -> {
			MDC.put("step", "one");
			this.log.atDebug().addKeyValue("card", Map.of("pan", "4711", "token", "t")).log("charge {}", 5);
			this.log.debug(MarkerFactory.getMarker("noise"), "noise");
			LoggerFactory.getLogger("com.acme.audit").debug("audited");
		}), "logging.config=classpath:logging/several.xml", ON_FAILURE, NO_EVENTS);
		assertThat(output.getOut().lines()).contains("{\"message\":\"charge 5\"}", "{\"message\":\"audited\"}")
			.doesNotContain("{\"message\":\"noise\"}");
		assertThat(LoggedApplication.lines(output)
			.stream()
			.filter((line) -> line.has("level"))
			.map((line) -> line.get("message").stringValue())).containsExactly("charge 5", "noise", "oops");
		assertThat(Files.readAllLines(Path.of("target/several.log"))).contains("DEBUG one noise buffered=\"true\"")
			.anySatisfy((line) -> assertThat(line).startsWith("DEBUG one charge 5 ")
				.contains("buffered=\"true\"", "4711")
				.doesNotContain("token=t"))
			.noneSatisfy((line) -> assertThat(line).contains("audited"));
	}

	@Test
	void appenderThatIsAddedLaterHoldsLinesBack() {
		ListAppender<ILoggingEvent> later = new ListAppender<>();
		LoggedApplication.run((application) -> {
			application.invoke("{}", () -> this.log.debug("before"));
			((ch.qos.logback.classic.Logger) this.log).addAppender(later);
			later.start();
			application.invoke("{}", () -> this.log.debug("of success"));
			fail(application, "{}", () -> this.log.debug("of failure"));
		}, ON_FAILURE);
		((ch.qos.logback.classic.Logger) this.log).detachAppender(later);
		assertThat(later.list).extracting(ILoggingEvent::getMessage).containsExactly("of failure");
	}

	@Test
	void appenderThatIgnoresFiltersGetsNoDebugLines(CapturedOutput output) {
		LoggedApplication.run((application) -> fail(application, "{}", () -> {
			this.log.debug("first");
			this.log.debug("second");
			assertThat(this.log.isDebugEnabled()).isFalse();
		}), "logging.config=classpath:logging/without-filters.xml", ON_FAILURE);
		assertThat(output.getOut().lines()).hasSize(2)
			.first()
			.asString()
			.contains("do not log debug lines of failed or sampled invocations", AppenderWithoutFilters.class.getName(),
					"ignores filters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "golambda.logging.format=json", "logging.config=classpath:logging/encoder.xml",
			"logging.structured.format.console=ecs" })
	void sampledInvocationLogsAtDebugAtOnce(String format, CapturedOutput output) {
		LoggedApplication.run((application) -> {
			this.log.debug("outside");
			application.invoke("{}", () -> {
				this.log.debug("seen");
				this.log.info("then");
			});
		}, format, SAMPLED);
		assertThat(output.getOut()).doesNotContain("outside", "buffered")
			.containsSubsequence("This invocation logs at debug", "Invocation starts", "seen", "then",
					"Invocation ends");
	}

	@Test
	void holdsBackLinesOfAllLoggingLibraries(CapturedOutput output) {
		java.util.logging.Logger jul = java.util.logging.Logger.getLogger("com.acme.Jul");
		LoggedApplication.run((application) -> {
			LoggingSystem.get(getClass().getClassLoader()).setLogLevel("ROOT", LogLevel.INFO);
			application.invoke("{}", () -> jul.fine("of success"));
			jul.fine("outside");
			fail(application, "{}", () -> {
				jul.fine("by java.util.logging");
				org.apache.logging.log4j.LogManager.getLogger("com.acme.Log4j").debug("by Log4j");
				org.apache.commons.logging.LogFactory.getLog("com.acme.Jcl").debug("by commons-logging");
			});
		}, "golambda.logging.format=json", ON_FAILURE, NO_EVENTS);
		assertThat(LoggedApplication.lines(output)).extracting((line) -> line.get("message").stringValue())
			.containsExactly("by java.util.logging", "by Log4j", "by commons-logging", "oops");
	}

	@Test
	void respectsLevelsOfLoggerGroups(CapturedOutput output) {
		LoggedApplication.run((application) -> fail(application, "{}", () -> {
			LoggerFactory.getLogger("org.springframework.web.client.RestClient").debug("web at once");
			LoggerFactory.getLogger("com.noisy.Pool").debug("noise");
		}), "golambda.logging.format=json", ON_FAILURE, NO_EVENTS, "logging.level.web=debug",
				"logging.group.noisy=com.noisy", "logging.level.noisy=warn");
		assertThat(output.getOut()).contains("web at once").doesNotContain("noise", "buffered");
	}

	@Test
	void respectsChangedLevelsAtOnce(CapturedOutput output) {
		LoggedApplication.run((application) -> {
			LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
			logging.setLogLevel("com.acme", LogLevel.DEBUG);
			application.invoke("{}", () -> this.log.debug("visible by setLogLevel"));
			logging.setLogLevel("com.acme", null);
			application.invoke("{}", () -> this.log.debug("hidden"));
			logging.setLogLevel("com.acme", LogLevel.OFF);
			fail(application, "{}", () -> this.log.debug("hidden"));
			logging.setLogLevel("com.acme", null);
			logback().getLogger("com.acme").setLevel(Level.DEBUG);
			application.invoke("{}", () -> this.log.debug("visible by Logback"));
			logback().getLogger("com.acme").setLevel(null);
			logging.setLogLevel("ROOT", LogLevel.WARN);
			application.invoke("{}", () -> this.log.info("hidden"));
			fail(application, "{}", () -> this.log.info("held"));
		}, "golambda.logging.format=json", ON_FAILURE, NO_EVENTS);
		assertThat(LoggedApplication.lines(output)).extracting((line) -> line.get("message").stringValue())
			.containsExactly("visible by setLogLevel", "oops", "visible by Logback", "held", "oops");
	}

	@Test
	void quietLoggersKeepTheirLevel(CapturedOutput output) {
		Logger spring = LoggerFactory.getLogger("org.springframework.beans.Some");
		LoggedApplication.run((application) -> fail(application, "{}", () -> {
			spring.debug("of a library");
			spring.info("of a library");
		}), "golambda.logging.format=json", ON_FAILURE, NO_EVENTS, "logging.level.root=warn");
		assertThat(output.getOut()).doesNotContain("of a library");
	}

	@Test
	void lineAcceptedByAnotherTurboFilterIsNotHeldBack(CapturedOutput output) {
		LoggedApplication.run((application) -> {
			ch.qos.logback.classic.turbo.MarkerFilter filter = new ch.qos.logback.classic.turbo.MarkerFilter();
			filter.setMarker("always");
			filter.setOnMatch("ACCEPT");
			filter.setContext(logback());
			filter.start();
			logback().addTurboFilter(filter);
			application.invoke("{}", () -> {
				this.log.debug("hidden");
				this.log.debug(MarkerFactory.getMarker("always"), "always");
			});
		}, "golambda.logging.format=json", ON_FAILURE, NO_EVENTS);
		assertThat(LoggedApplication.lines(output)).extracting((line) -> line.get("message").stringValue())
			.containsExactly("always");
	}

	@Test
	void limitsTheSizeOfHeldLines(CapturedOutput output) {
		for (String format : List.of("golambda.logging.format=json", "golambda.logging.format=console")) {
			int before = output.getOut().length();
			LoggedApplication.run((application) -> fail(application, "{}", () -> {
				for (int i = 0; i < 100; i++) {
					this.log.debug("line " + i + " " + "x".repeat(50_000));
				}
			}), format, ON_FAILURE, NO_EVENTS);
			String written = output.getOut().substring(before);
			assertThat(written.length()).isLessThan(600_000);
			assertThat(written).contains("line 99 ").doesNotContain("line 1 ");
		}
	}

	@Test
	void asyncAppenderKnowsTheInvocationOfALine(CapturedOutput output) {
		LoggedApplication.run((application) -> application.invoke("{\"id\":\"o-1\"}", () -> {
			io.golambda.logging.StructuredLogger.of(DebugLinesTests.class).set("tenant", "t");
			io.golambda.invocation.Invocation.current().with("order", 7);
			this.log.info("asynchronous");
			io.golambda.logging.StructuredLogger.of(DebugLinesTests.class).set("tenant", "later");
		}), "logging.config=classpath:logging/async.xml", "golambda.logging.correlation-id=/id");
		JsonNode line = LoggedApplication.lines(output).get(0);
		assertThat(line.get("correlationID").stringValue()).isEqualTo("o-1");
		assertThat(line.get("tenant").stringValue()).isEqualTo("t");
		assertThat(line.get("order").intValue()).isEqualTo(7);
	}

	private static void fail(LoggedApplication application, String event, Runnable function) {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> application.invoke(event, () -> {
			function.run();
			throw new IllegalStateException("oops");
		}));
	}

	private static LoggerContext logback() {
		return (LoggerContext) LoggerFactory.getILoggerFactory();
	}

	/**
	 * An appender without filters, which Logback allows.
	 */
	public static final class AppenderWithoutFilters extends ContextAwareBase implements Appender<ILoggingEvent> {

		@Override
		public void doAppend(ILoggingEvent event) {
			System.out.println(event.getFormattedMessage());
		}

		@Override
		public String getName() {
			return "OWN";
		}

		@Override
		public void setName(String name) {
			// the name is fixed
		}

		@Override
		public void addFilter(Filter<ILoggingEvent> filter) {
			// ignored
		}

		@Override
		public void clearAllFilters() {
			// there are none
		}

		@Override
		public List<Filter<ILoggingEvent>> getCopyOfAttachedFiltersList() {
			return List.of();
		}

		@Override
		public FilterReply getFilterChainDecision(ILoggingEvent event) {
			return FilterReply.NEUTRAL;
		}

		@Override
		public void start() {
			// nothing to start
		}

		@Override
		public void stop() {
			// nothing to stop
		}

		@Override
		public boolean isStarted() {
			return true;
		}

	}

}
