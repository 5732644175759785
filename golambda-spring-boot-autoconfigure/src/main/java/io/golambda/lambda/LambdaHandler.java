package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import io.golambda.invocation.LambdaEnvironment;

/**
 * Runs a function bean of a Spring Boot application in Lambda. It is the handler in the
 * function's configuration: <pre>
 * Handler: io.golambda.lambda.LambdaHandler
 * Environment:
 *   Variables:
 *     SPRING_CLOUD_FUNCTION_DEFINITION: colors
 * </pre> The application starts when Lambda creates the handler, in the init phase. The
 * function is the bean that {@code spring.cloud.function.definition} names, or the only
 * one.
 * <p>
 * The application's class is the value of the environment variable {@code MAIN_CLASS} if
 * it is set. Otherwise it is the class annotated with {@code @SpringBootApplication} in
 * the function's class folders, or the {@code Start-Class} or {@code Main-Class} of a
 * manifest. A subclass may pass it to the constructor instead: <pre>
 * public class ColorsHandler extends LambdaHandler {
 *
 * 	public ColorsHandler() {
 * 		super(ColorsApplication.class);
 * 	}
 *
 * }
 * </pre>
 * <p>
 * Safe for use by several threads, because Lambda's managed instances run several
 * invocations at the same time on one handler.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Define
 * Lambda function handler in Java</a>
 */
public class LambdaHandler implements RequestStreamHandler {

	static {
		HandlerMethodCheck.check(LambdaEnvironment.current().handler().orElse(null));
	}

	private final LambdaInvoker invoker;

	// the JVM has only a weak reference to it
	private final @Nullable Object checkpoint;

	/**
	 * Finds the application's class and starts the application.
	 * @throws IllegalStateException if the application's class or the function is not
	 * found; in Lambda, if the start fails for any reason: the message is the analysis of
	 * the failure, which is logged with its stack traces before
	 */
	public LambdaHandler() {
		this(null);
	}

	/**
	 * Starts the application of a class.
	 * @param applicationClass the class annotated with {@code @SpringBootApplication}, or
	 * {@code null} to find it
	 * @throws IllegalStateException if the function is not found; in Lambda, if the start
	 * fails for any reason
	 */
	protected LambdaHandler(@Nullable Class<?> applicationClass) {
		try {
			SpringBootVersionCheck.check();
			ClassPreloader.start();
			ConfigurableApplicationContext context = ApplicationLauncher
				.launch((applicationClass != null) ? applicationClass : ApplicationClass.find());
			this.invoker = context.getBean(LambdaInvoker.class);
			this.checkpoint = isSnapStart() ? Checkpoint.register(context) : null;
		}
		catch (Throwable ex) {
			throw SneakyThrow.<RuntimeException>rethrow(StartFailure.of(ex));
		}
	}

	private static boolean isSnapStart() {
		if (!LambdaEnvironment.current().isSnapStart()) {
			return false;
		}
		if (!ClassUtils.isPresent("org.crac.Resource", null)) {
			LoggerFactory.getLogger(LambdaHandler.class)
				.warn("SnapStart is enabled, but the function is not primed before the snapshot, because org.crac:crac "
						+ "is not on the class path. Add it to the function's dependencies.");
			return false;
		}
		return true;
	}

	/**
	 * Runs the function for an event.
	 * @param input the event
	 * @param output the stream to which the result is written as JSON
	 * @param context the context of the invocation
	 * @throws IOException if the event cannot be read. Any exception of the function is
	 * thrown unchanged, even if it is a checked one, so that Lambda reports its type
	 */
	@Override
	public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
		// clears the flag that a failed invocation left
		Thread.interrupted();
		try {
			output.write(this.invoker.invoke(input, context));
		}
		catch (Exception ex) {
			throw SneakyThrow.rethrow(ex);
		}
	}

}
