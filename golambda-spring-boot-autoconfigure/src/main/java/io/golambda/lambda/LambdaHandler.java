package io.golambda.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

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

	private final LambdaInvoker invoker;

	/**
	 * Starts the application whose class it finds.
	 * @throws IllegalStateException if the application's class or the function is not to
	 * be found; anything else is the application's own failure
	 */
	public LambdaHandler() {
		this(null);
	}

	/**
	 * Starts an application.
	 * @param applicationClass the class annotated with {@code @SpringBootApplication}, or
	 * {@code null} to find it
	 * @throws IllegalStateException if the function is not to be found; anything else is
	 * the application's own failure
	 */
	protected LambdaHandler(@Nullable Class<?> applicationClass) {
		ClassPreloader.start();
		ConfigurableApplicationContext context = LambdaApplication
			.start((applicationClass != null) ? applicationClass : ApplicationClass.find());
		try {
			this.invoker = context.getBean(LambdaInvoker.class);
		}
		catch (RuntimeException | Error ex) {
			RuntimeException failure = FunctionNotFoundException.in(ex);
			// Spring Boot logs what fails before this, Lambda's client only prints plain
			// text
			LoggerFactory.getLogger(LambdaHandler.class).error(failure.getMessage(), failure);
			context.close();
			throw failure;
		}
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
		try {
			output.write(this.invoker.invoke(input, context));
		}
		catch (Exception ex) {
			throw Rethrow.unchanged(ex);
		}
	}

}
