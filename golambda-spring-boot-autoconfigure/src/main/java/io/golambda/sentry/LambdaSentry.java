package io.golambda.sentry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import org.jspecify.annotations.Nullable;

import io.golambda.error.FrameFolding;
import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.LambdaEnvironment;

/**
 * Adapts Sentry to Lambda: <pre>
 * LambdaSentry sentry = new LambdaSentry(LambdaEnvironment.current(), masked::of, masked::ofLine);
 * sentry.configure(options);
 * Sentry.init(options);
 * InvocationInterceptor scopes = sentry.scopes();
 * ErrorReporter reporter = sentry.reporter();
 * </pre>
 * <p>
 * golambda's auto-configuration does this for an application with Sentry's Spring Boot
 * starter and a DSN. An application has no need of this class: it configures Sentry by
 * {@code sentry.*} properties and by beans of Sentry's types.
 * <p>
 * Safe for use by several threads.
 *
 * @see <a href="https://docs.sentry.io/platforms/java/guides/spring-boot/">Sentry for
 * Spring Boot</a>
 */
public final class LambdaSentry {

	private final LambdaFunctionContext function;

	private final Masking masking;

	private final @Nullable Function<ILoggingEvent, Map<String, @Nullable Object>> lineValues;

	private final SentryDelivery delivery;

	/**
	 * Creates an instance that does not change Sentry yet.
	 * @param environment describes the function
	 * @param masking converts values by key to masked strings, numbers, lists and maps
	 * @param lineValues returns the masked values of a log line, or {@code null} if the
	 * application does not use Logback
	 */
	public LambdaSentry(LambdaEnvironment environment, Function<Map<String, ?>, Map<String, @Nullable Object>> masking,
			@Nullable Function<ILoggingEvent, Map<String, @Nullable Object>> lineValues) {
		this.function = new LambdaFunctionContext(environment);
		this.masking = masking::apply;
		this.lineValues = lineValues;
		this.delivery = new SentryDelivery(environment.maxConcurrency());
	}

	/**
	 * Configures options: tracks what is sent, adds the values of a log line to its
	 * breadcrumb or event, and masks what is sent, as the last step after the
	 * application's own event processors and callbacks. Does nothing if the options are
	 * configured already.
	 * @param options options that Sentry has not been initialized with yet
	 */
	public void configure(SentryOptions options) {
		if (SentryDelivery.find(options) != null) {
			return;
		}
		FrameFolding.DEFAULT_PREFIXES.forEach(options::addInAppExclude);
		this.delivery.track(options);
		// registered after all options have been configured, in whichever order
		options.addIntegration((scopes, configured) -> addProcessors(configured));
	}

	private void addProcessors(SentryOptions options) {
		if (this.lineValues != null) {
			LineValues.install(options, this.lineValues);
		}
		EventMasker.install(options, this.masking);
	}

	/**
	 * Returns the interceptor that gives each invocation, and each record of a batch, a
	 * scope of its own. Sentry must be initialized; if the application did so itself, its
	 * options are {@linkplain #configure configured} now.
	 * @return the interceptor, which is a
	 * {@link io.golambda.invocation.RecordInterceptor} as well
	 */
	public InvocationInterceptor scopes() {
		return new SentryScopes(this.function, configureRunning());
	}

	/**
	 * Returns the reporter that sends each error as one event. Sentry must be
	 * initialized; if the application did so itself, its options are
	 * {@linkplain #configure configured} now.
	 * @return the reporter
	 */
	public ErrorReporter reporter() {
		configureRunning();
		return new SentryReporter(new SentryEvents(this.function, this.masking));
	}

	/**
	 * Returns the number of events that did not reach Sentry since the start, except for
	 * those that the application's settings dropped.
	 * @return the number of events
	 */
	public long lostEvents() {
		SentryDelivery tracker = SentryDelivery.find(Sentry.getCurrentScopes().getOptions());
		return ((tracker != null) ? tracker : this.delivery).lostEvents();
	}

	private SentryDelivery configureRunning() {
		SentryOptions running = Sentry.getCurrentScopes().getOptions();
		SentryDelivery tracker = SentryDelivery.find(running);
		if (tracker != null) {
			return tracker;
		}
		configure(running);
		addProcessors(running);
		SentryDelivery.replaceClient(running);
		return this.delivery;
	}

	/**
	 * Keeps reported errors, and lines about Sentry itself, from Sentry's appenders, so
	 * that no error is sent twice. Needs Logback and {@code sentry-logback}.
	 * @param logback the logging context
	 * @param errorLogger the name of the logger of reported errors
	 * @param ownEvents whether an appender that Sentry's starter added sends lines as
	 * events of their own
	 */
	public static void filterAppenders(LoggerContext logback, String errorLogger, boolean ownEvents) {
		new SentryAppenders(List.of(errorLogger, SentryDelivery.LOGGER), ownEvents).filter(logback);
	}

}
