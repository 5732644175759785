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
 * The handler to name in Lambda's configuration:
 * {@code io.golambda.lambda.LambdaHandler}. It starts the Spring Boot application when
 * Lambda creates it, in the init phase, and runs the function bean that
 * {@code spring.cloud.function.definition} names, or the only one there is.
 * <p>
 * The application's class is that of the environment variable {@code MAIN_CLASS} if it is
 * set, else the one class annotated with {@code @SpringBootApplication} beside the
 * function's other classes, else the {@code Start-Class} or {@code Main-Class} of a
 * manifest. A subclass may name it instead.
 * <p>
 * Safe for use by several threads: Lambda's managed instances run many invocations at
 * once on one handler.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Define
 * Lambda function handler in Java</a>
 */
public class LambdaHandler implements RequestStreamHandler {

	static {
		HandlerMethodCheck.check(LambdaEnvironment.current().handler().orElse(null));
	}

	private final LambdaInvoker invoker;

	// the JVM refers to it only weakly
	private final @Nullable Object checkpoint;

	/**
	 * Starts the application whose class it finds.
	 * @throws IllegalStateException if the application's class or the function is not
	 * found; in Lambda if the start fails for any reason, with the analysis of the
	 * failure as the message, after one log line that has all that explains it
	 */
	public LambdaHandler() {
		this(null);
	}

	/**
	 * Starts an application.
	 * @param applicationClass the class annotated with {@code @SpringBootApplication}, or
	 * {@code null} to find it
	 * @throws IllegalStateException if the function is not found; in Lambda if the start
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
				.warn("SnapStart is on, but org.crac:crac is not on the class path: nothing is primed before the "
						+ "snapshot. Add it to the function's dependencies.");
			return false;
		}
		return true;
	}

	/**
	 * Runs the function once.
	 * @param input the event
	 * @param output where the answer goes
	 * @param context the invocation's context
	 * @throws IOException declared by the interface; in fact anything that the function
	 * throws leaves unchanged, so that Lambda sees its type
	 */
	@Override
	public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
		// left over from an invocation that failed; Lambda's client only clears it after
		// others
		Thread.interrupted();
		try {
			output.write(this.invoker.invoke(input, context));
		}
		catch (Exception ex) {
			throw SneakyThrow.rethrow(ex);
		}
	}

}
