package io.golambda.lambda;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Has Spring Cloud Function's own handler start faster, too, from the first moment at
 * which an application can know of it.
 */
final class FunctionInvokerStartListener implements ApplicationListener<SpringApplicationEvent>, Ordered {

	@Override
	public void onApplicationEvent(SpringApplicationEvent event) {
		if (!isFunctionInvoker(System.getenv("_HANDLER"))) {
			return;
		}
		if (event instanceof ApplicationStartingEvent) {
			ClassPreloader.start();
			LambdaApplication.prepareProcess();
		}
		else if (event instanceof ApplicationContextInitializedEvent initialized) {
			initialized.getApplicationContext().addBeanFactoryPostProcessor(new LazyInfrastructure());
		}
	}

	// before Spring Boot looks for a logging system
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	static boolean isFunctionInvoker(@Nullable String handler) {
		return handler != null && handler.startsWith("org.springframework.cloud.function.adapter.aws.FunctionInvoker");
	}

}
