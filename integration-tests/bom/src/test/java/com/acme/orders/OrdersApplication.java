package com.acme.orders;

import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
class OrdersApplication {

	private static final Logger log = LoggerFactory.getLogger(OrdersApplication.class);

	@Bean
	Function<SQSEvent, String> orders() {
		return (event) -> {
			log.info("received");
			return event.getRecords().get(0).getBody();
		};
	}

}
