package com.acme.reporters;

import com.acme.failures.FailuresApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

import io.golambda.invocation.ErrorReporter;

/**
 * The failing functions with error reporters of the application, one of which fails.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(FailuresApplication.class)
public class ReportersApplication {

	@Bean
	@Order(1)
	ErrorReporter broken() {
		return (error, invocation) -> {
			throw new AssertionError("out of order");
		};
	}

	@Bean
	@Order(2)
	ErrorReporter tickets() {
		return (error, invocation) -> "ticket of " + error.values().get("customer") + " in "
				+ ((invocation != null) ? invocation.requestId() : "the start");
	}

}
