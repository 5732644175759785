package io.golambda.invocation;

import java.util.Map;
import java.util.Optional;

/**
 * Lambda's environment variables by their meaning: <pre>
 * LambdaEnvironment environment = LambdaEnvironment.current();
 * if (environment.isSnapStart()) {
 * 	connections.close();
 * }
 * </pre> A test passes the variables in a map: <pre>
 * LambdaEnvironment.of(Map.of("AWS_LAMBDA_FUNCTION_NAME", "orders"));
 * </pre>
 * <p>
 * Only this class reads the environment variables of the process. It needs neither Spring
 * nor a log, so that it can be used before either is started.
 * <p>
 * A variable that is set to a blank value counts as absent. Immutable and safe for use by
 * several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Working with
 * Lambda environment variables</a>
 */
public final class LambdaEnvironment {

	/**
	 * The variable with the host and port of the Runtime API, which is set only in
	 * Lambda.
	 */
	public static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";

	private static final String MAX_CONCURRENCY = "AWS_LAMBDA_MAX_CONCURRENCY";

	private static final int LARGEST_CONCURRENCY = 10_000;

	private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

	private final Map<String, String> variables;

	private LambdaEnvironment(Map<String, String> variables) {
		this.variables = variables;
	}

	/**
	 * Returns the environment of this process.
	 * @return the environment
	 */
	public static LambdaEnvironment current() {
		return new LambdaEnvironment(System.getenv());
	}

	/**
	 * Creates an environment of the given variables.
	 * @param variables the values by variable name
	 * @return the environment
	 */
	public static LambdaEnvironment of(Map<String, String> variables) {
		return new LambdaEnvironment(Map.copyOf(variables));
	}

	/**
	 * Returns whether the process runs in Lambda, or in a local runtime that provides
	 * Lambda's Runtime API.
	 * @return {@code true} if {@link #RUNTIME_API} is set
	 */
	public boolean isLambda() {
		return runtimeApi().isPresent();
	}

	/**
	 * Returns the host and port of the Runtime API.
	 * @return the value of {@link #RUNTIME_API}
	 */
	public Optional<String> runtimeApi() {
		return variable(RUNTIME_API);
	}

	/**
	 * Returns the handler in the function's configuration.
	 * @return the value of {@code _HANDLER}
	 */
	public Optional<String> handler() {
		return variable("_HANDLER");
	}

	/**
	 * Returns how Lambda initialized this execution environment.
	 * @return the value of {@code AWS_LAMBDA_INITIALIZATION_TYPE}: {@code on-demand},
	 * {@code provisioned-concurrency}, {@code snap-start} or
	 * {@code lambda-managed-instances}
	 */
	public Optional<String> initializationType() {
		return variable(INITIALIZATION_TYPE);
	}

	/**
	 * Returns whether Lambda started this execution environment for an invocation that is
	 * waiting, so that the first invocation is a cold start.
	 * @return {@code true} if the initialization type is {@code on-demand}
	 */
	public boolean isOnDemand() {
		return isInitializedBy("on-demand");
	}

	/**
	 * Returns whether Lambda SnapStart takes a snapshot of this process, or restored it
	 * from one.
	 * @return {@code true} if the initialization type is {@code snap-start}
	 */
	public boolean isSnapStart() {
		return isInitializedBy("snap-start");
	}

	private boolean isInitializedBy(String type) {
		return type.equals(this.variables.get(INITIALIZATION_TYPE));
	}

	/**
	 * Returns whether Lambda runs this process on a managed instance, with several
	 * invocations at the same time.
	 * @return {@code true} if {@code AWS_LAMBDA_MAX_CONCURRENCY} is set, even to 1
	 */
	public boolean isManagedInstance() {
		return variable(MAX_CONCURRENCY).isPresent();
	}

	/**
	 * Returns how many invocations this process runs at the same time at most, for sizes
	 * of pools and queues.
	 * @return the value of {@code AWS_LAMBDA_MAX_CONCURRENCY} on Lambda's managed
	 * instances, at most 10,000; 1 if it is not set or not a positive number
	 */
	public int maxConcurrency() {
		try {
			return variable(MAX_CONCURRENCY).map(Integer::parseInt)
				.filter((number) -> number > 0)
				.map((number) -> Math.min(number, LARGEST_CONCURRENCY))
				.orElse(1);
		}
		catch (NumberFormatException ex) {
			// Lambda's runtime client reports it
			return 1;
		}
	}

	/**
	 * Returns the name of the function.
	 * @return the value of {@code AWS_LAMBDA_FUNCTION_NAME}
	 */
	public Optional<String> functionName() {
		return variable("AWS_LAMBDA_FUNCTION_NAME");
	}

	/**
	 * Returns the version of the function.
	 * @return the value of {@code AWS_LAMBDA_FUNCTION_VERSION}, a number or
	 * {@code $LATEST}
	 */
	public Optional<String> functionVersion() {
		return variable("AWS_LAMBDA_FUNCTION_VERSION");
	}

	/**
	 * Returns the memory of the function in MB.
	 * @return the value of {@code AWS_LAMBDA_FUNCTION_MEMORY_SIZE}
	 */
	public Optional<String> memorySize() {
		return variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");
	}

	/**
	 * Returns the AWS Region of the function.
	 * @return the value of {@code AWS_REGION}
	 */
	public Optional<String> region() {
		return variable("AWS_REGION");
	}

	/**
	 * Returns the name of the CloudWatch Logs group of the function.
	 * @return the value of {@code AWS_LAMBDA_LOG_GROUP_NAME}
	 */
	public Optional<String> logGroupName() {
		return variable("AWS_LAMBDA_LOG_GROUP_NAME");
	}

	/**
	 * Returns the name of the CloudWatch Logs stream of this execution environment.
	 * @return the value of {@code AWS_LAMBDA_LOG_STREAM_NAME}
	 */
	public Optional<String> logStreamName() {
		return variable("AWS_LAMBDA_LOG_STREAM_NAME");
	}

	/**
	 * Returns whether the function's log format is JSON, for which Lambda filters lines
	 * by their level.
	 * @return {@code true} if {@code AWS_LAMBDA_LOG_FORMAT} is {@code JSON}
	 */
	public boolean isJsonLogFormat() {
		return "JSON".equalsIgnoreCase(this.variables.get("AWS_LAMBDA_LOG_FORMAT"));
	}

	/**
	 * Returns the application log level in the function's configuration.
	 * @return the value of {@code AWS_LAMBDA_LOG_LEVEL}
	 */
	public Optional<String> logLevel() {
		return variable("AWS_LAMBDA_LOG_LEVEL");
	}

	/**
	 * Returns any variable, such as one that the application's configuration sets.
	 * @param name the name of the variable
	 * @return its value
	 */
	public Optional<String> variable(String name) {
		return Optional.ofNullable(this.variables.get(name)).filter((value) -> !value.isBlank());
	}

	/**
	 * Returns all variables as they are set, blank ones included. They may hold secrets.
	 * @return the values by variable name, unmodifiable
	 */
	public Map<String, String> variables() {
		return this.variables;
	}

	/**
	 * Returns the function's name, never a variable that may hold a secret.
	 */
	@Override
	public String toString() {
		return "LambdaEnvironment[" + functionName().orElse("") + "]";
	}

}
