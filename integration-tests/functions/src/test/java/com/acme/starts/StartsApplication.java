package com.acme.starts;

import java.util.function.Function;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

import io.golambda.idempotency.Idempotency;

/**
 * An application whose start fails as the active profile selects.
 */
@SpringBootApplication
public class StartsApplication {

	public static void main(String[] args) {
		SpringApplication.run(StartsApplication.class, args);
	}

	@Bean
	Function<String, String> echo() {
		return (text) -> text;
	}

	@Bean
	@Profile("bean")
	Object tenants() {
		throw new IllegalStateException("no tenants configured", new java.io.IOException("tenants.json is empty"));
	}

	@Bean
	@Profile("dependency")
	Object orders(Runnable missing) {
		return missing;
	}

	@Bean
	@Profile("runner")
	ApplicationRunner runner() {
		return (arguments) -> {
			throw new java.io.IOException("cannot warm up");
		};
	}

	@Bean
	@Profile("overflow")
	Object overflow() {
		return overflow();
	}

	@Bean
	@Profile("memory")
	Object memory() {
		return new long[Integer.MAX_VALUE - 8];
	}

	@Bean
	@Profile("idempotency")
	Object idempotent(Idempotency idempotency) {
		return idempotency.by(Object::toString);
	}

	@Bean
	@Profile("class")
	Object missingClass() {
		throw new NoClassDefFoundError("com/acme/Missing");
	}

	@Bean
	@Profile("quoting")
	Object quoting(@Value("${db.password}") String password) {
		throw new IllegalStateException("cannot log in by " + password);
	}

	@Bean
	@Profile("number")
	Object number(@Value("${db.password}") int password) {
		return password;
	}

}
