package io.golambda.autoconfigure;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

import io.golambda.lambda.LambdaHandler;

/**
 * Explains how to run the function to a user who starts the application by its main
 * method, as {@code java -jar} does: the application has nothing to do then and ends at
 * once.
 */
final class StartedByMainListener implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	private static final String LAUNCHERS = "org.springframework.boot.loader.";

	private static final String HINT = """
			%s is a function for AWS Lambda and has no server, so it ends now. To run it on this computer, add \
			io.golambda:golambda-local as a dependency of scope test and start the main class of that module with the \
			test class path. In Lambda the handler is %s.""";

	private final Log log = LogFactory.getLog(StartedByMainListener.class);

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Class<?> application = event.getSpringApplication().getMainApplicationClass();
		if (application != null && isStartedByMain(application)
				&& isOfApplication(application, event.getSpringApplication())
				&& !hasRunner(event.getApplicationContext()) && isLastThread()) {
			this.log.warn(HINT.formatted(application.getSimpleName(), LambdaHandler.class.getName()));
		}
	}

	/**
	 * Whether the JVM started with the application, and not with a test or another
	 * program that runs it.
	 */
	private static boolean isStartedByMain(Class<?> application) {
		List<StackWalker.StackFrame> frames = StackWalker.getInstance().walk((stack) -> stack.toList());
		StackWalker.StackFrame first = frames.get(frames.size() - 1);
		return first.getMethodName().equals("main")
				&& (first.getClassName().equals(application.getName()) || first.getClassName().startsWith(LAUNCHERS));
	}

	// Spring Boot takes the main class of a test runner for that of the application
	private static boolean isOfApplication(Class<?> main, SpringApplication application) {
		return application.getAllSources()
			.stream()
			.anyMatch(
					(source) -> source instanceof Class<?> type && type.getPackageName().equals(main.getPackageName()));
	}

	private static boolean hasRunner(ApplicationContext context) {
		return context.getBeanNamesForType(CommandLineRunner.class, true, false).length > 0
				|| context.getBeanNamesForType(ApplicationRunner.class, true, false).length > 0;
	}

	// servers, schedulers and spring.main.keep-alive have threads that keep the JVM alive
	private static boolean isLastThread() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.allMatch((thread) -> thread.isDaemon() || thread == Thread.currentThread());
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
