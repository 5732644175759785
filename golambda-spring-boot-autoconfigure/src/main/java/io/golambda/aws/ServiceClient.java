package io.golambda.aws;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A client of the AWS SDK that is looked up or built on first use: <pre>
 * ServiceClient&lt;S3Client&gt; s3 = ServiceClient.s3(environment, new RegisteredBeans(beans));
 * s3.get().getObject(request);
 * </pre>
 * <p>
 * The application's bean is used if there is one. Otherwise the client is built as Spring
 * Cloud AWS builds it, if that is on the class path, or with the defaults of the AWS SDK:
 * region, credentials and endpoint of environment variables and profiles.
 * <p>
 * For golambda's auto-configuration. Safe for use by several threads.
 *
 * @param <C> the type of the client
 * @see <a href=
 * "https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/creating-clients.html">Creating
 * service clients</a>
 */
public final class ServiceClient<C extends SdkClient> implements Supplier<C>, AutoCloseable {

	private static final String SPRING_CLOUD_AWS = "io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer";

	private final Class<C> type;

	private final Function<Class<?>, ? extends List<?>> registered;

	private final Supplier<C> factory;

	private volatile @Nullable C client;

	private boolean built;

	private ServiceClient(Class<C> type, Function<Class<?>, ? extends List<?>> registered, Supplier<C> factory) {
		this.type = type;
		this.registered = registered;
		this.factory = factory;
	}

	/**
	 * Returns a client of DynamoDB.
	 * @param environment the application's properties
	 * @param registered returns the instances of a type that the application registered,
	 * such as clients and customizers; an empty list if there are none
	 */
	public static ServiceClient<DynamoDbClient> dynamoDb(Environment environment,
			Function<Class<?>, ? extends List<?>> registered) {
		return new ServiceClient<>(DynamoDbClient.class, registered, () -> hasSpringCloudAws()
				? new SpringCloudAwsClients(Binder.get(environment), registered).dynamoDb() : DynamoDbClient.create());
	}

	/**
	 * Returns a client of S3.
	 * @param environment the application's properties
	 * @param registered returns the instances of a type that the application registered,
	 * such as clients and customizers; an empty list if there are none
	 */
	public static ServiceClient<S3Client> s3(Environment environment,
			Function<Class<?>, ? extends List<?>> registered) {
		return new ServiceClient<>(S3Client.class, registered, () -> hasSpringCloudAws()
				? new SpringCloudAwsClients(Binder.get(environment), registered).s3() : S3Client.create());
	}

	private static boolean hasSpringCloudAws() {
		return ClassUtils.isPresent(SPRING_CLOUD_AWS, null);
	}

	/**
	 * Returns the client, always the same one.
	 * @throws IllegalStateException if the application registered several clients and
	 * none of them is the primary one
	 * @throws software.amazon.awssdk.core.exception.SdkException if the client cannot be
	 * built, for example because there is no region; the next call tries again
	 */
	@Override
	public C get() {
		C known = this.client;
		return (known != null) ? known : findOrBuild();
	}

	private synchronized C findOrBuild() {
		C found = this.client;
		if (found == null) {
			List<?> clients = this.registered.apply(this.type);
			if (clients.size() > 1) {
				throw new IllegalStateException(
						"The application has " + clients.size() + " beans of type " + this.type.getName()
								+ ", and none is the primary one. Annotate the one to use with @Primary.");
			}
			this.built = clients.isEmpty();
			found = this.built ? this.factory.get() : this.type.cast(clients.get(0));
			this.client = found;
		}
		return found;
	}

	/**
	 * Closes the client if it was built here. The application closes its own.
	 */
	@Override
	public synchronized void close() {
		C open = this.client;
		if (open != null && this.built) {
			open.close();
		}
	}

}
