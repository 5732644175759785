package io.golambda.sentry;

import java.util.List;
import java.util.Map;

import io.sentry.EventProcessor;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.golambda.error.ErrorReport;
import io.golambda.event.Event;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LineFormat;
import io.golambda.logging.MaskedValues;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LambdaSentry}.
 */
class LambdaSentryTests {

	private final SentryReceiver receiver;

	private final SentryOptions options = new SentryOptions();

	private final LambdaSentry sentry = new LambdaSentry(
			LambdaEnvironment.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "orders")),
			new MaskedValues(LineFormat.of(LambdaEnvironment.of(Map.of())))::of, null);

	LambdaSentryTests() throws Exception {
		this.receiver = new SentryReceiver();
		this.options.setDsn(this.receiver.dsn());
		this.options.setEnableUncaughtExceptionHandler(false);
	}

	@AfterEach
	void close() {
		this.receiver.close();
		Sentry.getCurrentScopes().getOptions().setShutdownTimeoutMillis(0);
		Sentry.close();
	}

	@Test
	void callbacksConfiguredAfterwardsAreMasked() throws Exception {
		this.sentry.configure(this.options);
		this.options.addEventProcessor(new EventProcessor() {

			@Override
			public SentryEvent process(SentryEvent event, Hint hint) {
				event.setExtra("token", "hunter2");
				return event;
			}

		});
		this.options.setBeforeSend((event, hint) -> {
			event.setTag("api_key", "hunter2");
			return event;
		});
		Sentry.init(this.options);
		assertThat(eventOfFailedInvocation().at("/tags/api_key").asString()).isEqualTo("***");
		assertThat(this.receiver.text()).doesNotContain("hunter2");
	}

	@Test
	void sentryThatTheApplicationInitializedIsTrackedAndMasked() throws Exception {
		this.options.setBeforeSend((event, hint) -> {
			event.setTag("api_key", "hunter2");
			return event;
		});
		Sentry.init(this.options);
		assertThat(eventOfFailedInvocation().at("/tags/api_key").asString()).isEqualTo("***");
		assertThat(SentryDelivery.find(this.options)).isNotNull();
	}

	@Test
	void optionsAreConfiguredOnce() throws Exception {
		this.sentry.configure(this.options);
		int processors = this.options.getEventProcessors().size();
		this.sentry.configure(this.options);
		assertThat(this.options.getEventProcessors()).hasSize(processors);
		Sentry.init(this.options);
		assertThat(eventOfFailedInvocation().at("/tags/lambda.function").asString()).isEqualTo("orders");
	}

	/**
	 * The event that has arrived when the invocation ends.
	 */
	private JsonNode eventOfFailedInvocation() throws Exception {
		InvocationChain chain = new InvocationChain(List.of(this.sentry.scopes()));
		@Nullable Object id = chain.invoke(Event.of("{}"), (invocation) -> this.sentry.reporter()
			.report(ErrorReport.of(new IllegalStateException("oops")), invocation));
		assertThat(this.receiver.received("event")).hasSize(1);
		JsonNode event = this.receiver.received("event").get(0);
		assertThat(event.path("event_id").asString()).isEqualTo(id);
		return event;
	}

}
