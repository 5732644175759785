package com.acme.beans;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.boot.jackson.JacksonMixin;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.idempotency.Idempotency;

/**
 * Describes what Spring does to beans because of their annotations and types.
 */
@SpringBootApplication
public class BeansApplication {

	/**
	 * Starts the application for Spring AOT at build time.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(BeansApplication.class, arguments);
	}

	@Bean
	Function<String, Map<String, Object>> describe(BoundBeans.Summary bound, Heard heard, Running running,
			JsonMapper mapper, Greeting greeting, Idempotency idempotency) {
		return (input) -> Map.of("bound", bound.names(), "heard", heard.refreshed, "running", running.running, "json",
				mapper.writeValueAsString(new Purchase(new Price(3), new Label("x"), "y")), "greeting",
				greeting.greet("hello"), "once", List.of(once(idempotency, 1), once(idempotency, 2)));
	}

	private static Ticket once(Idempotency idempotency, int number) {
		return idempotency.forKey("ticket").call(Ticket.class, () -> new Ticket(number));
	}

	@Bean
	Heard heard() {
		return new Heard();
	}

	@Bean
	Running running() {
		return new Running();
	}

	@Bean
	Greeting greeting() {
		return (name) -> name;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor shouting() {
		MethodInterceptor shout = (call) -> call.proceed() + "!";
		NameMatchMethodPointcutAdvisor advisor = new NameMatchMethodPointcutAdvisor(shout);
		advisor.setMappedName("greet");
		return advisor;
	}

	@Bean
	JsonMapperBuilderCustomizer wrapped() {
		return (builder) -> builder.enable(SerializationFeature.WRAP_ROOT_VALUE);
	}

	interface Greeting {

		String greet(String name);

	}

	static class Heard {

		private boolean refreshed;

		@EventListener
		void on(ContextRefreshedEvent event) {
			this.refreshed = true;
		}

	}

	static class Running implements SmartLifecycle {

		private boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

	record Ticket(int ticketNumber) {

	}

	record Purchase(Price price, Label label, String theBuyer) {

	}

	record Price(int euros) {

	}

	record Label(String text) {

	}

	@JacksonComponent
	static class PriceSerializer extends ValueSerializer<Price> {

		@Override
		public void serialize(Price price, JsonGenerator json, SerializationContext context) {
			json.writeString(price.euros() + " EUR");
		}

	}

	@JacksonMixin(Label.class)
	interface LabelMixin {

		@JsonProperty("caption")
		String text();

	}

}
