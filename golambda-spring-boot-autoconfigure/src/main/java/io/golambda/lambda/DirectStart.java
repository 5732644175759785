package io.golambda.lambda;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ResourceLoader;

/**
 * Starts an application without a {@link org.springframework.boot.SpringApplication
 * SpringApplication}. For an application that Spring AOT processes, golambda generates an
 * implementation if the start is known in advance; another one finds out in each process.
 * Not meant for applications.
 */
public interface DirectStart extends StartFailureReporter {

	/**
	 * The end of the name of generated classes, after the name of the application's
	 * class.
	 */
	String FEATURE = "DirectStart";

	/**
	 * Returns why the application must start by a {@code SpringApplication}: a setting of
	 * this process that only the latter knows how to handle.
	 * @return the reason as the end of a sentence that begins with "because", or
	 * {@code null} if the application can start directly
	 */
	@Nullable String obstacle();

	/**
	 * Starts the application.
	 * @param resources loads the application's classes and resources
	 * @return the started application, or {@code null}, with nothing changed, if only a
	 * {@code SpringApplication} can configure logging as it is set
	 */
	@Nullable ConfigurableApplicationContext start(ResourceLoader resources);

}
