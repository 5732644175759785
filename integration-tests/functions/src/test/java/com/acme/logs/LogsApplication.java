package com.acme.logs;

import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;

/**
 * An application that logs, and uses the beans of Spring Boot's logging.
 */
@SpringBootApplication
public class LogsApplication {

	private static final Logger log = LoggerFactory.getLogger(LogsApplication.class);

	public static void main(String[] args) {
		SpringApplication.run(LogsApplication.class, args);
	}

	@Bean
	Function<String, String> logs(LoggingSystem system, LoggerGroups groups) {
		return (text) -> {
			log.debug("debug {}", text);
			log.info("info {}", text);
			java.util.logging.Logger.getLogger("com.acme.jul").fine("fine " + text);
			system.setLogLevel("com.acme", LogLevel.ERROR);
			log.info("not logged");
			return String.join(",", groups.get("sql").getMembers().subList(0, 1));
		};
	}

}
