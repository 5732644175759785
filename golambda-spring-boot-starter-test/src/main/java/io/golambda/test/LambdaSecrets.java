package io.golambda.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Lets the function read its secrets and parameters from a {@link SecretsStandIn} rather
 * than from AWS: those that become properties at the start, and those that
 * {@link io.golambda.secret.SecretValues SecretValues} reads: <pre>
 * &#64;SpringBootTest
 * &#64;LambdaSecrets(secrets = &#64;LambdaSecrets.Value(name = "prod/db", value = "{\"password\": \"for tests\"}"),
 * 		parameters = &#64;LambdaSecrets.Value(name = "/orders/limit", value = "5"))
 * class OrdersTests {
 *
 * 	&#64;Autowired
 * 	LambdaTester lambda;
 *
 * 	&#64;Autowired
 * 	SecretsStandIn secrets;
 *
 * 	&#64;Test
 * 	void failsWithoutAccess() {
 * 		this.secrets.fail("prod/db", SecretFailure.ACCESS_DENIED);
 * 		assertThat(this.lambda.invoke(event)).failsWith(SecretException.class);
 * 	}
 *
 * }
 * </pre>
 * <p>
 * The stand-in is a bean of the application context, and part of the key of Spring's
 * context cache. After each test its values are restored, its failures and recorded
 * requests are forgotten, and secrets that {@code SecretValues} has cached are read
 * again. Classes with this annotation do not run in parallel with each other. Without
 * Spring, each test method gets a stand-in of its own as parameter.
 * <p>
 * Requires {@code golambda-spring-boot-starter-secrets}. Use made-up values only.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(LambdaSecretsExtension.class)
@ResourceLock("io.golambda.test.LambdaSecrets")
public @interface LambdaSecrets {

	/**
	 * The secrets of Secrets Manager.
	 * @return the secrets
	 */
	Value[] secrets() default {};

	/**
	 * The parameters of Parameter Store.
	 * @return the parameters
	 */
	Value[] parameters() default {};

	/**
	 * A secret or a parameter.
	 */
	@Target({})
	@Retention(RetentionPolicy.RUNTIME)
	@interface Value {

		/**
		 * The name, or the ARN that the function uses.
		 * @return the name
		 */
		String name();

		/**
		 * The value, such as JSON.
		 * @return the value
		 */
		String value();

		/**
		 * The staging label of the version of a secret.
		 * @return the label
		 */
		String versionStage() default "AWSCURRENT";

	}

}
