package com.acme.secrets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;

import io.golambda.error.GolambdaException;
import io.golambda.event.Event;
import io.golambda.secret.SecretValues;

/**
 * A function that needs secrets.
 */
@SpringBootApplication
@EnableConfigurationProperties({ SecretsApplication.Db.class, SecretsApplication.App.class,
		SecretsApplication.Checked.class })
public class SecretsApplication {

	private static final Logger log = LoggerFactory.getLogger(SecretsApplication.class);

	@Bean
	Function<Event, Object> function(Db db, App app, Environment environment, SecretValues values) {
		return (event) -> switch (event.json().replace("\"", "")) {
			case "db" -> db.username() + "/" + db.port() + "/" + db.replicas();
			case "length" -> String.valueOf(db.password()).length();
			case "app" -> app.labels();
			case "key" -> String.valueOf(environment.getProperty("key"));
			case "certificate" ->
				new String(environment.getProperty("certificate", byte[].class), StandardCharsets.ISO_8859_1);
			case "fail" -> throw new GolambdaException("login failed").with("db", db).with("password", db.password());
			case "log" -> {
				log.atError().addKeyValue("db", db).log("as it is: {}", values);
				yield null;
			}
			default -> {
				String id = event.json().replaceAll("\"|.*-of-", "");
				yield (event.json().contains("refresh") ? values.refresh(id, Db.class) : values.get(id, Db.class))
					.username();
			}
		};
	}

	@Bean
	@Profile("quoting")
	InitializingBean login(Db db) {
		return () -> {
			throw new IllegalStateException("cannot log in by " + db.password());
		};
	}

	@ConfigurationProperties("db")
	record Db(String username, String password, int port, List<Replica> replicas) {

	}

	record Replica(String host) {

	}

	@ConfigurationProperties("app")
	record App(Map<String, String> labels) {

	}

	/**
	 * Rejects any token and quotes it.
	 */
	@ConfigurationProperties("checked")
	record Checked(String token) implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == Checked.class;
		}

		@Override
		public void validate(Object target, Errors errors) {
			if (this.token != null) {
				errors.rejectValue("token", "token", this.token + " is no token");
			}
		}

	}

}
