package io.golambda.secret;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

import io.golambda.aws.SpringCloudAwsClients;

/**
 * Reads secrets and parameters from AWS, or from a local file if the id names one: <pre>
 * try (SecretReader reader = new SecretReader(environment, beans, region)) {
 * 	SecretPropertySource properties = secrets.read(reader, skipped);
 * }
 * </pre>
 * <p>
 * A client that the application registered is used as it is, except that an ARN
 * determines the region. Without one, clients are built from {@code spring.cloud.aws.*}.
 * <p>
 * For golambda's auto-configuration; applications inject {@link SecretValues}. Safe for
 * use by several threads.
 */
public final class SecretReader implements AutoCloseable {

	private static final String SECRETS_MANAGER_CLIENT = "software.amazon.awssdk.services.secretsmanager.SecretsManagerClient";

	private static final String PARAMETER_STORE_CLIENT = "software.amazon.awssdk.services.ssm.SsmClient";

	private static final String SPRING_CLOUD_AWS = "io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer";

	private final Environment environment;

	private final Function<Class<?>, ? extends List<?>> registered;

	private final @Nullable String region;

	// created on first use because their types load the AWS SDK
	private @Nullable SecretsManager secretsManager;

	private @Nullable ParameterStore parameterStore;

	/**
	 * Creates a reader. It loads no class of the AWS SDK until it reads from AWS.
	 * @param environment the application's properties
	 * @param registered returns the instances of a type that the application registered,
	 * such as clients and customizers; an empty list if there are none
	 * @param region the region of the function, or {@code null} if it is unknown
	 */
	public SecretReader(Environment environment, Function<Class<?>, ? extends List<?>> registered,
			@Nullable String region) {
		this.environment = environment;
		this.registered = registered;
		this.region = region;
	}

	/**
	 * Reads a secret.
	 * @throws SecretException if it cannot be read, for whatever reason
	 */
	SecretContent read(SecretId secret) {
		return secret.isLocal() ? readLocal(secret) : secretsManager(secret).read(secret);
	}

	/**
	 * Reads a parameter, or all below a path.
	 * @return the values by the names of the parameters below the path; for a single
	 * parameter the name is empty
	 * @throws SecretException if they cannot be read, for whatever reason
	 */
	Map<String, String> readParameters(SecretId parameter) {
		return parameter.isLocal() ? Map.of("", readLocalText(parameter)) : parameterStore(parameter).read(parameter);
	}

	private static String readLocalText(SecretId parameter) {
		SecretContent content = readLocal(parameter);
		String text = content.text();
		if (text == null) {
			throw new SecretException(parameter.describe() + " is expected to be text, but is "
					+ (content.isUtf16() ? "text in UTF-16" : "binary") + ".", "Save it as UTF-8.");
		}
		return text;
	}

	private static SecretContent readLocal(SecretId secret) {
		try (InputStream in = new DefaultResourceLoader().getResource(secret.id()).getInputStream()) {
			SecretContent content = SecretContent.of(in.readAllBytes());
			String text = content.text();
			// editors end a file with a line break
			return (text != null) ? SecretContent.of(text.replaceFirst("\\R\\z", "")) : content;
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw SecretException.ofMissing(secret.describe() + " cannot be read: " + ex.getMessage() + ".",
					"Check the path; that of file: is relative to the working directory.", null);
		}
		catch (IOException ex) {
			throw new SecretException(secret.describe() + " cannot be read: " + ex.getMessage() + ".",
					"Check the path and its permissions; the path of file: is relative to the working directory.");
		}
	}

	private synchronized SecretsManager secretsManager(SecretId secret) {
		if (this.secretsManager == null) {
			require(secret, SECRETS_MANAGER_CLIENT);
			this.secretsManager = new SecretsManager(
					new RegionalClients<>(SecretsManagerClient.class, this.registered,
							(region) -> springCloudAws(secret).secretsManager(region)),
					new AwsFailures(AwsService.SECRETS_MANAGER, this.region));
		}
		return this.secretsManager;
	}

	private synchronized ParameterStore parameterStore(SecretId parameter) {
		if (this.parameterStore == null) {
			require(parameter, PARAMETER_STORE_CLIENT);
			this.parameterStore = new ParameterStore(
					new RegionalClients<>(SsmClient.class, this.registered,
							(region) -> springCloudAws(parameter).parameterStore(region)),
					new AwsFailures(AwsService.PARAMETER_STORE, this.region));
		}
		return this.parameterStore;
	}

	private SpringCloudAwsClients springCloudAws(SecretId id) {
		require(id, SPRING_CLOUD_AWS);
		return new SpringCloudAwsClients(Binder.get(this.environment), this.registered);
	}

	private static void require(SecretId id, String type) {
		if (!ClassUtils.isPresent(type, null)) {
			throw new SecretException(id.describe() + " cannot be read without Spring Cloud AWS.",
					"Add io.golambda:golambda-spring-boot-starter-secrets to the function's dependencies.");
		}
	}

	@Override
	public synchronized void close() {
		if (this.secretsManager != null) {
			this.secretsManager.close();
		}
		if (this.parameterStore != null) {
			this.parameterStore.close();
		}
	}

}
