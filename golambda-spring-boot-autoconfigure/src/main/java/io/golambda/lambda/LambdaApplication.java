package io.golambda.lambda;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ResourceLoader;

import io.golambda.invocation.LambdaEnvironment;

/**
 * The {@link SpringApplication} that {@link LambdaHandler} runs. Code that takes part in
 * a start, such as an {@code EnvironmentPostProcessor}, recognizes it by this type: <pre>
 * if (LambdaApplication.isRunByHandler(application)) {
 * 	application.setRegisterShutdownHook(false);
 * }
 * </pre>
 */
public final class LambdaApplication extends SpringApplication {

	private static final String FUNCTION_INVOKER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker";

	LambdaApplication(ResourceLoader resources, Class<?> applicationClass) {
		super(resources, applicationClass);
		// the main class of the process is Lambda's runtime client
		setMainApplicationClass(applicationClass);
		setWebApplicationType(WebApplicationType.NONE);
		setBannerMode(Banner.Mode.OFF);
	}

	/**
	 * Returns whether a handler runs an application for Lambda: {@link LambdaHandler} or
	 * Spring Cloud Function's {@code FunctionInvoker}.
	 * @param application the application
	 * @return {@code false} for an application that a test or a main method runs
	 */
	public static boolean isRunByHandler(SpringApplication application) {
		return application instanceof LambdaApplication || isRunByFunctionInvoker(LambdaEnvironment.current());
	}

	static boolean isRunByFunctionInvoker(LambdaEnvironment environment) {
		return environment.handler().filter((handler) -> handler.startsWith(FUNCTION_INVOKER)).isPresent();
	}

	/**
	 * Creates what {@link LambdaHandler} asks for after the start, so that Spring Boot
	 * reports a failure to do so like any other failure of the start.
	 */
	@Override
	protected void afterRefresh(ConfigurableApplicationContext context, ApplicationArguments arguments) {
		createInvoker(context, getMainApplicationClass());
	}

	/**
	 * Creates an application that is not run, as the source of events.
	 * @param applicationClass the class of the application
	 * @param resources loads the application's classes and resources
	 * @return the application
	 */
	public static LambdaApplication of(Class<?> applicationClass, ResourceLoader resources) {
		return new LambdaApplication(resources, applicationClass);
	}

	/**
	 * Creates the beans that {@link LambdaHandler} asks for.
	 * @param context the context of the application, after the refresh
	 * @param applicationClass the class of the application
	 */
	public static void createInvoker(ConfigurableApplicationContext context, @Nullable Class<?> applicationClass) {
		if (context.getBeanProvider(LambdaInvoker.class).getIfAvailable() == null) {
			throw new IllegalStateException("golambda's auto-configuration is not active in "
					+ ((applicationClass != null) ? applicationClass.getName() : "the application")
					+ ". Do not exclude FunctionAutoConfiguration.");
		}
		if (LambdaEnvironment.current().isSnapStart()) {
			context.getBean(Priming.class);
		}
	}

}
