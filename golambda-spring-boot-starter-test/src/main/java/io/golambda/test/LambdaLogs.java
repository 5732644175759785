package io.golambda.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Captures the log lines of a test as they are in Lambda, with the fields and the masking
 * of the test's application, whatever the console looks like: <pre>
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
 * Lines of other threads are captured, too; tests that run in parallel see each other's.
 * A value that the test sets outside of an invocation by
 * {@link io.golambda.logging.StructuredLogger#set} ends with the test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(LambdaLogsExtension.class)
public @interface LambdaLogs {

}
