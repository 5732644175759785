package io.golambda.lambda;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Runs code with the application's class loader as the context class loader of the
 * thread. In a container image that is otherwise the class loader of Lambda's runtime
 * client, in which proxies of package-private interfaces of the application fail.
 */
final class ContextClassLoader {

	private ContextClassLoader() {
	}

	static <T extends @Nullable Object> T use(@Nullable ClassLoader loader, Callable<T> work) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		if (loader == null || loader == before) {
			return work.call();
		}
		thread.setContextClassLoader(loader);
		try {
			return work.call();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

}
