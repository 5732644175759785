package io.golambda.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.golambda.batch.Batch;
import io.golambda.error.ExpectedFailure;
import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Failures that are expected, such as those of duplicates.
 */
class ExpectedFailureTests {

	private final List<String> reported = new ArrayList<>();

	private final InvocationChain chain = new InvocationChain(LambdaEnvironment.of(Map.of()),
			List.of(LoggingSupport.errors(List.of((error, invocation) -> {
				this.reported.add(error.message());
				return null;
			}), List.of(), false)), List.of(), List::of);

	private final Logger logger = (Logger) LoggerFactory.getLogger(ErrorLog.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void appendToTheLog() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void detachTheLog() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void expectedFailureIsLoggedAtWarnAndNotReported() {
		assertThatExceptionOfType(DuplicateException.class)
			.isThrownBy(() -> this.chain.invoke(Event.of("{}"), (invocation) -> {
				throw new DuplicateException();
			}));
		assertThat(this.log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
		assertThat(this.reported).isEmpty();
	}

	@Test
	void batchOfExpectedFailuresIsOneItself() throws Exception {
		Event event = Event.encapSqs("a", "b");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.chain.invoke(event, (invocation) -> Batch.process(event, (record) -> {
				throw new DuplicateException();
			})));
		assertThat(this.log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
		assertThat(this.reported).isEmpty();
		this.chain.invoke(event,
				(invocation) -> Batch.builder().throwOnEntireBatchFailure(false).process(event, (record) -> {
					throw record.text().equals("a") ? new DuplicateException() : new IllegalStateException("rejected");
				}));
		assertThat(this.reported).containsExactly("rejected");
	}

	private static final class DuplicateException extends RuntimeException implements ExpectedFailure {

		private static final long serialVersionUID = 1;

	}

}
