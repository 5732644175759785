package io.golambda.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.lambda.LambdaApplication;
import io.golambda.lambda.LambdaLogging;

/**
 * Configures logging by {@link DirectLogging} if that is possible, otherwise by Spring
 * Boot's listener.
 */
final class DirectLoggingListener implements LambdaLogging {

	private @Nullable ApplicationStartingEvent starting;

	private @Nullable DirectLogging direct;

	private @Nullable LoggingApplicationListener springBoot;

	@Override
	public boolean supportsEventType(ResolvableType type) {
		Class<?> event = type.toClass();
		return SpringApplicationEvent.class.isAssignableFrom(event) || ContextClosedEvent.class.isAssignableFrom(event);
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof SpringApplicationEvent it && !(it.getSpringApplication() instanceof LambdaApplication)) {
			return;
		}
		if (event instanceof ApplicationStartingEvent first) {
			begin(first);
		}
		else if (event instanceof ApplicationEnvironmentPreparedEvent prepared && this.direct != null
				&& !this.direct.complete(prepared.getEnvironment())) {
			this.direct = null;
			leaveToSpringBoot();
		}
		if (this.springBoot != null) {
			this.springBoot.onApplicationEvent(event);
		}
		else if (this.direct != null) {
			onLaterEvent(event, this.direct);
		}
	}

	private void begin(ApplicationStartingEvent event) {
		this.starting = event;
		if (LambdaEnvironment.current().isLambda()
				&& ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext", null)) {
			this.direct = DirectLogging.begin(event.getSpringApplication().getClassLoader());
		}
		if (this.direct == null) {
			this.springBoot = new LoggingApplicationListener();
		}
	}

	private void leaveToSpringBoot() {
		this.springBoot = new LoggingApplicationListener();
		if (this.starting != null) {
			this.springBoot.onApplicationEvent(this.starting);
		}
	}

	private static void onLaterEvent(ApplicationEvent event, DirectLogging direct) {
		if (event instanceof ApplicationPreparedEvent prepared) {
			direct.registerBeans(prepared.getApplicationContext());
		}
		else if (event instanceof ApplicationFailedEvent || (event instanceof ContextClosedEvent closed
				&& closed.getApplicationContext() instanceof ConfigurableApplicationContext context
				&& !direct.isCleanedUpBy(context))) {
			direct.cleanUp();
		}
	}

	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER;
	}

}
