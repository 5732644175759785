package io.golambda.peers;

import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.validation.constraints.NotEmpty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.validation.annotation.Validated;

import io.golambda.event.Event;

/**
 * The function of the other peers with validated properties.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(ValidationApplication.Colors.class)
public class ValidationApplication {

	private static final Logger log = LoggerFactory.getLogger(ValidationApplication.class);

	/**
	 * Starts the application for Spring AOT at build time.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(ValidationApplication.class, arguments);
	}

	@Bean
	Function<Event, String> colors(Colors properties) {
		return (event) -> {
			String colors = event.decapSqs()
				.stream()
				.map((record) -> record.bind(Color.class).message())
				.collect(Collectors.joining(properties.separator()));
			log.info("done");
			return colors;
		};
	}

	@ConfigurationProperties("colors")
	@Validated
	record Colors(@NotEmpty @DefaultValue(":") String separator) {

	}

	record Color(String message) {

	}

}
