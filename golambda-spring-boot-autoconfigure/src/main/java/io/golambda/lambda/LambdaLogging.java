package io.golambda.lambda;

import org.springframework.context.event.GenericApplicationListener;

/**
 * Configures logging for a {@link LambdaApplication}, in place of Spring Boot's
 * {@link org.springframework.boot.context.logging.LoggingApplicationListener}.
 * Implemented by golambda's auto-configuration.
 */
public interface LambdaLogging extends GenericApplicationListener {

}
