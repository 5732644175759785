package io.golambda.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Captures the log lines of each test as the function logs them in Lambda, with the
 * fields and the masking of the test's application and independent of the format on the
 * console: <pre>
 * &#64;SpringBootTest
 * &#64;LambdaLogs
 * class ColorsTests {
 *
 * 	&#64;Test
 * 	void logsTheOrder(@Autowired Function&lt;Event, String&gt; colors, CapturedLogs logs) {
 * 		colors.apply(Event.encapSqs(new Color("blue")));
 * 		assertThat(logs.lines()).extracting(LogLine::message).contains("done");
 * 	}
 *
 * }
 * </pre>
 * <p>
 * Applies to the class and its nested classes, with or without Spring. Captures the lines
 * of all threads, so tests that run in parallel capture each other's lines. A value that
 * the test sets outside an invocation with
 * {@link io.golambda.logging.StructuredLogger#set} is removed after the test. A test
 * fails with an {@link IllegalStateException} if the logging library is not Logback.
 *
 * @see CapturedLogs
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(LambdaLogsExtension.class)
public @interface LambdaLogs {

}
