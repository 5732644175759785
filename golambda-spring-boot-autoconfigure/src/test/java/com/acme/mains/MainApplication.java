package com.acme.mains;

import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;

/**
 * A function with a main method.
 */
@SpringBootApplication
public class MainApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(MainApplication.class, arguments);
	}

	@Bean
	Function<Event, String> echo() {
		return Event::json;
	}

	@Bean
	@ConditionalOnBooleanProperty("runner")
	CommandLineRunner runner() {
		return (arguments) -> System.out.println("runs");
	}

	// keeps the JVM alive until the application is ready
	@Bean
	@ConditionalOnBooleanProperty("server")
	ApplicationListener<AvailabilityChangeEvent<ReadinessState>> server() {
		CountDownLatch ready = new CountDownLatch(1);
		new Thread(() -> {
			try {
				ready.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}).start();
		return (event) -> ready.countDown();
	}

}
