package io.golambda.peers;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;

/**
 * The function of the other peers with a password as a property.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsApplication.Db.class)
public class SecretsApplication {

	private static final Logger log = LoggerFactory.getLogger(SecretsApplication.class);

	/**
	 * Starts the application for Spring AOT at build time.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(SecretsApplication.class, arguments);
	}

	@Bean
	Function<Event, String> colors(Db db) {
		return (event) -> {
			if (!"correct horse".equals(db.password())) {
				throw new IllegalStateException("The password is not what it should be.");
			}
			String colors = event.decapSqs()
				.stream()
				.map((record) -> record.bind(Color.class).message())
				.collect(Collectors.joining(":"));
			log.info("done");
			return colors;
		};
	}

	@ConfigurationProperties("db")
	record Db(String username, String password) {

	}

	record Color(String message) {

	}

}
