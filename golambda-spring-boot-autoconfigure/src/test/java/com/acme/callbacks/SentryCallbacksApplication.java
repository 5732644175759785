package com.acme.callbacks;

import com.acme.failures.FailuresApplication;
import io.sentry.SentryOptions.BeforeSendCallback;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The failing functions, with callbacks of Sentry's.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(FailuresApplication.class)
public class SentryCallbacksApplication {

	@Bean
	BeforeSendCallback beforeSend() {
		return (event, hint) -> {
			if (event.getThrowable() instanceof IllegalArgumentException) {
				return null;
			}
			event.setTag("seen", event.getThrowable().getClass().getSimpleName());
			return event;
		};
	}

}
