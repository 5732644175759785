package io.golambda.docs;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the tests that a page shows.
 */
final class ExampleTests {

	private ExampleTests() {
	}

	/**
	 * Runs the tests of classes.
	 * @param folder the folder of the classes
	 * @param classNames the names of the classes
	 * @return how many tests succeeded and what failed
	 */
	static Outcome run(Path folder, List<String> classNames) throws IOException, ClassNotFoundException {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { folder.toUri().toURL() }, before)) {
			thread.setContextClassLoader(loader);
			LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
			for (String name : classNames) {
				request.selectors(DiscoverySelectors.selectClass(loader.loadClass(name)));
			}
			return run(request.build());
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static Outcome run(LauncherDiscoveryRequest request) {
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		TestExecutionSummary summary = listener.getSummary();
		List<String> failures = new ArrayList<>();
		for (TestExecutionSummary.Failure failure : summary.getFailures()) {
			Throwable root = failure.getException();
			while (root.getCause() != null && root.getCause() != root) {
				root = root.getCause();
			}
			failures.add(failure.getTestIdentifier().getLegacyReportingName() + ": " + failure.getException()
					+ ((root != failure.getException()) ? " caused by " + root : ""));
		}
		return new Outcome(summary.getTestsSucceededCount(), failures);
	}

	/**
	 * The outcome of tests.
	 *
	 * @param succeeded the number of tests that succeeded
	 * @param failures the names of the other tests, with the failures
	 */
	record Outcome(long succeeded, List<String> failures) {

	}

}
