package io.golambda.test;

import java.util.function.Function;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;
import io.golambda.secret.SecretException;
import io.golambda.secret.SecretValues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests a function that reads secrets from the stand-in, with the real client of the AWS
 * SDK.
 */
@SpringBootTest(classes = LambdaSecretsTests.SecretApplication.class,
		properties = { "golambda.secrets.db=prod/db", "golambda.parameters.orders=/orders/" })
@LambdaSecrets(
		secrets = { @LambdaSecrets.Value(name = "prod/db", value = "{\"password\": \"correct horse\"}"),
				@LambdaSecrets.Value(name = "prod/db", versionStage = "AWSPENDING", value = "pending"),
				@LambdaSecrets.Value(name = "api", value = "key-1") },
		parameters = @LambdaSecrets.Value(name = "/orders/limit", value = "5"))
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LambdaSecretsTests {

	private static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:api-AbCdEf";

	@Autowired
	LambdaTester lambda;

	@Autowired
	SecretsStandIn secrets;

	@Test
	@Order(1)
	void propertiesAreReadAtTheStart() {
		assertThat(this.lambda.invoke("\"properties\"")).answers("correct horse 5");
		assertThat(this.secrets.reads()).containsExactlyInAnyOrder(
				new SecretRead("GetSecretValue", "prod/db", null, null),
				new SecretRead("GetParametersByPath", "/orders/", null, null));
	}

	@Test
	@Order(2)
	void rotatedValueIsReadAgain() {
		assertThat(this.lambda.invoke("\"api\"")).answers("key-1");
		this.secrets.rotate("api", "key-2");
		assertThat(this.lambda.invoke("\"api\"")).as("cached").answers("key-1");
		assertThat(this.lambda.invoke("\"refresh\"")).answers("key-2");
		assertThat(this.secrets.reads("api")).hasSize(2);
	}

	@Test
	@Order(3)
	void rotationOfAnotherTestIsUndone() {
		assertThat(this.secrets.reads("api")).isEmpty();
		assertThat(this.secrets.reads("prod/db")).as("the start").hasSize(1);
		assertThat(this.lambda.invoke("\"api\"")).answers("key-1");
	}

	@Test
	@Order(4)
	void failureIsThatOfAws() {
		this.secrets.fail("api", SecretFailure.ACCESS_DENIED);
		LambdaResult result = this.lambda.invoke("\"refresh\"");
		assertThat(result).failsWith(SecretException.class);
		assertThat(result).exception()
			.hasMessageStartingWith("api cannot be read from Secrets Manager: AccessDeniedException")
			.hasMessageContaining("secretsmanager:GetSecretValue");
		this.secrets.fail("api", SecretFailure.NOT_FOUND);
		assertThat(this.lambda.invoke("\"refresh\"")).exception().hasMessageContaining("ResourceNotFoundException");
	}

	@Test
	@Order(5)
	void missingSecretIsNotFound(@Autowired SecretValues values) {
		assertThatExceptionOfType(SecretException.class).isThrownBy(() -> values.get("other", String.class))
			.withMessageContaining("ResourceNotFoundException");
		assertThat(values.get(ARN, String.class)).isEqualTo("key-1");
	}

	@Test
	@Order(6)
	void unknownNameCannotBeRotated() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.secrets.rotate("other", "x"))
			.withMessage("There is no secret other to rotate. The secrets are [prod/db, api].");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.secrets.changeParameter("other", "x"))
			.withMessageContaining("/orders/limit");
	}

	@Test
	@Order(7)
	void valuesAreNeverShown() {
		assertThat(this.secrets).hasToString("SecretsStandIn[[prod/db, api], [/orders/limit]]");
		assertThat(SecretDefinitions.of(LambdaSecretsTests.class).orElseThrow().toString())
			.doesNotContain("correct horse");
	}

	@Nested
	class Within {

		@Test
		void nestedTestHasTheSameStandIn(@Autowired SecretsStandIn nested) {
			assertThat(nested).isSameAs(LambdaSecretsTests.this.secrets);
			assertThat(LambdaSecretsTests.this.lambda.invoke("\"properties\"")).answers("correct horse 5");
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class SecretApplication {

		@Bean
		Function<Event, String> secrets(SecretValues secrets, @Value("${db.password}") String password,
				@Value("${orders.limit}") String limit) {
			return (event) -> switch (event.json().replace("\"", "")) {
				case "properties" -> password + " " + limit;
				case "refresh" -> secrets.refresh("api", String.class);
				default -> secrets.get("api", String.class);
			};
		}

	}

}
