package io.golambda.secret;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/**
 * Changes how golambda reaches Secrets Manager and Parameter Store. Secrets are read
 * before there are beans, so it is named in {@code META-INF/spring.factories}: <pre>
 * io.golambda.secret.AwsClientCustomizer=com.acme.ByProxy
 * </pre>
 */
@FunctionalInterface
public interface AwsClientCustomizer {

	/**
	 * Changes a client before it is made.
	 * @param <B> the builder's type
	 * @param builder the client's builder, with golambda's own settings
	 */
	<B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> void customize(B builder);

}
