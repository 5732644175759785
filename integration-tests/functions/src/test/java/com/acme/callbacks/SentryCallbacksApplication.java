package com.acme.callbacks;

import java.util.Map;

import com.acme.failures.FailuresApplication;
import io.sentry.Breadcrumb;
import io.sentry.ISpan;
import io.sentry.Sentry;
import io.sentry.SentryOptions.BeforeSendCallback;
import io.sentry.SentryOptions.Logs.BeforeSendLogCallback;
import net.logstash.logback.argument.StructuredArguments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.golambda.error.GolambdaException;
import io.golambda.invocation.InvocationInterceptor;

/**
 * The failing functions with callbacks for Sentry.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(FailuresApplication.class)
public class SentryCallbacksApplication {

	private static final Logger log = LoggerFactory.getLogger(SentryCallbacksApplication.class);

	public static void main(String[] args) {
		SpringApplication.run(SentryCallbacksApplication.class, args);
	}

	@Bean
	BeforeSendCallback beforeSend() {
		return (event, hint) -> {
			if (event.getThrowable() instanceof IllegalArgumentException) {
				return null;
			}
			if (event.getThrowable() != null) {
				event.setTag("seen", event.getThrowable().getClass().getSimpleName());
			}
			return event;
		};
	}

	@Bean
	BeforeSendLogCallback beforeSendLog() {
		return (line) -> {
			line.setBody("seen: " + line.getBody());
			return line;
		};
	}

	@Bean
	ApplicationRunner started() {
		return (arguments) -> log.info("started");
	}

	@Bean
	InvocationInterceptor secrets() {
		return (invocation, chain) -> {
			if (!invocation.event().json().equals("\"secrets\"")) {
				return chain.proceed(invocation);
			}
			Sentry.setTag("api_key", "hunter2");
			Sentry.setExtra("token", "hunter2");
			Sentry.configureScope((scope) -> scope.setContexts("login", Map.of("user", "Ada", "password", "hunter2")));
			Breadcrumb crumb = new Breadcrumb("calling");
			crumb.setData("authorization", "hunter2");
			crumb.setData("url", "https://acme.com");
			Sentry.addBreadcrumb(crumb);
			ISpan span = Sentry.getSpan().startChild("call");
			span.setData("secret", "hunter2");
			span.finish();
			MDC.put("password", "hunter2");
			log.atInfo().addKeyValue("order", 17).addKeyValue("api_key", "hunter2").log("placing");
			log.info("paying", StructuredArguments.kv("token", "hunter2"), StructuredArguments.kv("amount", 5));
			log.error("only a line");
			throw new GolambdaException("oops").with("secret", "hunter2");
		};
	}

}
