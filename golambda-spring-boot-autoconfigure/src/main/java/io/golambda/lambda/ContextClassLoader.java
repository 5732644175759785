package io.golambda.lambda;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Runs the application's code with the application's class loader as that of the thread.
 * In a container image the thread's is that of Lambda's runtime client, for which nothing
 * of the application is in the same package, so that proxies of package-private
 * interfaces fail.
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
