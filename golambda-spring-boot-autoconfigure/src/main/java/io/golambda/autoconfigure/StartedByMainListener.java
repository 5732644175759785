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
import io.golambda.local.LocalLambda;

/**
 * Explains how to run the function to those who start the application by its main method,
 * as {@code java -jar} does: there is nothing to do for it then, and it ends at once.
 */
final class StartedByMainListener implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	private static final String LAUNCHERS = "org.springframework.boot.loader.";

	private static final String HINT = """
			%1$s is a function for AWS Lambda and has no server, so it ends now. To run it on this computer, start \
			the class %2$s with the same class path, for example by \
			"mvn spring-boot:run -Dspring-boot.run.main-class=%2$s". In Lambda the handler is %3$s.""";

	private final Log log = LogFactory.getLog(StartedByMainListener.class);

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		Class<?> application = event.getSpringApplication().getMainApplicationClass();
		if (application != null && isStartedByMain(application)
				&& isOfApplication(application, event.getSpringApplication())
				&& !hasRunner(event.getApplicationContext()) && isLastThread()) {
			this.log.warn(HINT.formatted(application.getSimpleName(), LocalLambda.class.getName(),
					LambdaHandler.class.getName()));
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
