package io.golambda.autoconfigure;

import java.util.Map;

import ch.qos.logback.classic.LoggerContext;
import io.sentry.EventProcessor;
import io.sentry.ITransportFactory;
import io.sentry.Integration;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import io.sentry.transport.ITransportGate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.golambda.error.FrameFolding;
import io.golambda.logging.LoggingSupport;
import io.golambda.logging.MaskedValues;
import io.golambda.sentry.LambdaEnvironment;
import io.golambda.sentry.MaskedEvents;
import io.golambda.sentry.SentryDelivery;
import io.golambda.sentry.SentryInterceptor;
import io.golambda.sentry.SentryLines;

/**
 * Starts Sentry, unless Sentry's own starter has done so: with the application's
 * {@code sentry.*} properties and beans, as Sentry's documentation for Spring Boot has
 * them.
 */
final class SentryStart {

	private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

	private static final int READ_TIMEOUT_MILLIS = 5_000;

	private SentryStart() {
	}

	/**
	 * Starts it.
	 * @param environment the application's properties
	 * @param beans the application's beans, or {@code null} if they failed to start: then
	 * Sentry stays as they have started it, with their callbacks
	 * @return the interceptor, or {@code null} if the properties switch Sentry off
	 */
	static @Nullable SentryInterceptor start(Environment environment, @Nullable ConfigurableListableBeanFactory beans) {
		Map<String, String> variables = System.getenv();
		LambdaEnvironment lambda = new LambdaEnvironment(variables);
		if (beans != null && beans.containsBean("sentryHub")) {
			beans.getBean("sentryHub");
		}
		else if (beans != null || !Sentry.isEnabled()) {
			SentryOptions options = options(environment, beans, variables);
			SentryDelivery.install(options, lambda.concurrency());
			Sentry.init(options);
		}
		if (!Sentry.isEnabled()) {
			return null;
		}
		if (beans != null && !beans.containsSingleton(SentryIdsAfterRestore.BEAN_NAME)) {
			beans.registerSingleton(SentryIdsAfterRestore.BEAN_NAME, new SentryIdsAfterRestore());
		}
		MaskedValues masked = new MaskedValues(LoggingProperties.of(environment)
			.lineFormat(io.golambda.invocation.LambdaEnvironment.current(),
					new FrameFolding(FrameFolding.DEFAULT_PREFIXES)));
		if (environment.getProperty("sentry.logging.enabled", Boolean.class, true)
				&& ClassUtils.isPresent("io.sentry.logback.SentryAppender", null)
				&& LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
			SentryLines.attach(context, LoggingSupport.ERROR_LOGGER,
					new SentryLines.Levels(environment.getProperty("sentry.logging.minimum-breadcrumb-level"),
							environment.getProperty("sentry.logging.minimum-event-level"),
							environment.getProperty("sentry.logging.minimum-level")),
					masked::ofLine);
		}
		MaskedEvents.install(Sentry.getCurrentScopes().getOptions(), masked::of);
		return new SentryInterceptor(lambda, masked::of, SentryDelivery.installInRunning(lambda.concurrency()));
	}

	private static SentryOptions options(Environment environment, @Nullable ConfigurableListableBeanFactory beans,
			Map<String, String> variables) {
		SentryOptions options = new SentryOptions();
		// Lambda's clock runs on while Sentry does not answer
		options.setConnectionTimeoutMillis(CONNECT_TIMEOUT_MILLIS);
		options.setReadTimeoutMillis(READ_TIMEOUT_MILLIS);
		options.setFlushTimeoutMillis(CONNECT_TIMEOUT_MILLIS);
		// instead of a host name, which would have to be looked up
		options.setServerName(variables.get("AWS_LAMBDA_FUNCTION_NAME"));
		Binder.get(environment).bind("sentry", Bindable.ofInstance(options));
		new FrameFolding(FrameFolding.DEFAULT_PREFIXES).prefixes().forEach(options::addInAppExclude);
		if (beans != null) {
			applyBeans(options, beans);
		}
		return options;
	}

	private static void applyBeans(SentryOptions options, ConfigurableListableBeanFactory beans) {
		if (AutoConfigurationPackages.has(beans)) {
			AutoConfigurationPackages.get(beans).forEach(options::addInAppInclude);
		}
		beans.getBeanProvider(EventProcessor.class).orderedStream().forEach(options::addEventProcessor);
		beans.getBeanProvider(Integration.class).orderedStream().forEach(options::addIntegration);
		beans.getBeanProvider(ITransportFactory.class).ifAvailable(options::setTransportFactory);
		beans.getBeanProvider(ITransportGate.class).ifAvailable(options::setTransportGate);
		beans.getBeanProvider(SentryOptions.BeforeSendCallback.class).ifAvailable(options::setBeforeSend);
		beans.getBeanProvider(SentryOptions.BeforeSendTransactionCallback.class)
			.ifAvailable(options::setBeforeSendTransaction);
		beans.getBeanProvider(SentryOptions.Logs.BeforeSendLogCallback.class)
			.ifAvailable(options.getLogs()::setBeforeSend);
		beans.getBeanProvider(SentryOptions.Metrics.BeforeSendMetricCallback.class)
			.ifAvailable(options.getMetrics()::setBeforeSend);
		beans.getBeanProvider(SentryOptions.BeforeBreadcrumbCallback.class).ifAvailable(options::setBeforeBreadcrumb);
		beans.getBeanProvider(SentryOptions.TracesSamplerCallback.class).ifAvailable(options::setTracesSampler);
		ResolvableType configuration = ResolvableType.forClassWithGenerics(Sentry.OptionsConfiguration.class,
				SentryOptions.class);
		beans.<Sentry.OptionsConfiguration<SentryOptions>>getBeanProvider(configuration)
			.orderedStream()
			.forEach((each) -> each.configure(options));
	}

}
