package io.golambda.secret;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Reads secrets and parameters from where their id says: AWS, or a file on this computer.
 * Safe for use by several threads.
 */
public final class SecretReader implements AutoCloseable {

	private static final String SECRETS_MANAGER = "software.amazon.awssdk.services.secretsmanager.SecretsManagerClient";

	private static final String PARAMETER_STORE = "software.amazon.awssdk.services.ssm.SsmClient";

	private static final String HTTP_CLIENT = "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient";

	private final ClientSettings settings;

	private final Supplier<List<AwsClientCustomizer>> customizers;

	private final Function<Class<?>, @Nullable Object> own;

	// of types that load AWS's SDK, so made when they are asked for
	private @Nullable SecretsManager secretsManager;

	private @Nullable ParameterStore parameterStore;

	/**
	 * Creates a reader.
	 * @param settings how AWS is reached
	 * @param customizers the application's customizers, asked for once a client is made
	 * @param own the application's own client of a type, or {@code null}
	 */
	public SecretReader(ClientSettings settings, Supplier<List<AwsClientCustomizer>> customizers,
			Function<Class<?>, @Nullable Object> own) {
		this.settings = settings;
		this.customizers = customizers;
		this.own = own;
	}

	/**
	 * Reads a secret.
	 * @throws SecretException if it cannot be read, for whatever reason
	 */
	SecretContent read(SecretId secret) {
		try {
			return isLocal(secret) ? readLocal(secret) : secretsManager(secret).read(secret);
		}
		catch (SecretException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw UnexpectedFailure.of(secret, ex);
		}
	}

	/**
	 * The values of parameters by what their names have below the path; under an empty
	 * name that of the one parameter.
	 */
	Map<String, String> readParameters(SecretId parameter) {
		try {
			return isLocal(parameter) ? Map.of("", localText(parameter)) : parameterStore(parameter).read(parameter);
		}
		catch (SecretException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw UnexpectedFailure.of(parameter, ex);
		}
	}

	private static String localText(SecretId parameter) {
		SecretContent content = readLocal(parameter);
		String text = content.text();
		if (text == null) {
			throw new SecretException(parameter.describe() + " is expected to hold text, but is "
					+ (content.isUtf16() ? "text in UTF-16" : "binary") + ".", "Save it as UTF-8.");
		}
		return text;
	}

	/**
	 * Whether a secret is read as the function itself would, so that others which do so
	 * may be asked in its place.
	 */
	boolean isReadAsUsual(SecretId secret) {
		return !isLocal(secret) && this.settings.isEmpty() && this.customizers.get().isEmpty()
				&& (!ClassUtils.isPresent(SECRETS_MANAGER, null) || this.own.apply(SecretsManagerClient.class) == null);
	}

	private static boolean isLocal(SecretId secret) {
		return secret.id().startsWith("file:") || secret.id().startsWith("classpath:");
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
			require(secret, SECRETS_MANAGER);
			this.secretsManager = new SecretsManager(this.settings, this.customizers.get(),
					(SecretsManagerClient) this.own.apply(SecretsManagerClient.class));
		}
		return this.secretsManager;
	}

	private synchronized ParameterStore parameterStore(SecretId parameter) {
		if (this.parameterStore == null) {
			require(parameter, PARAMETER_STORE);
			this.parameterStore = new ParameterStore(this.settings, this.customizers.get(),
					(SsmClient) this.own.apply(SsmClient.class));
		}
		return this.parameterStore;
	}

	private static void require(SecretId secret, String client) {
		if (!ClassUtils.isPresent(client, null) || !ClassUtils.isPresent(HTTP_CLIENT, null)) {
			throw new SecretException(secret.describe() + " cannot be read without AWS's SDK.",
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
