package io.golambda.lambda;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/**
 * Has Spring Cloud Function's own handler start faster, too, from the first moment at
 * which an application can know of it.
 */
final class FunctionInvokerStartListener implements ApplicationListener<ApplicationStartingEvent> {

	@Override
	public void onApplicationEvent(ApplicationStartingEvent event) {
		if (isFunctionInvoker(System.getenv("_HANDLER"))) {
			ClassPreloader.start();
		}
	}

	static boolean isFunctionInvoker(@Nullable String handler) {
		return handler != null && handler.startsWith("org.springframework.cloud.function.adapter.aws.FunctionInvoker");
	}

}
