package io.golambda.secret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * Reads parameters by AWS's SDK, decrypted: one, or all below a path. Safe for use by
 * several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html">GetParametersByPath</a>
 */
final class ParameterStore implements AutoCloseable {

	private static final String SERVICE = "ssm";

	private final ClientSettings settings;

	private final AwsClients clients;

	private final @Nullable SsmClient own;

	private final Map<String, SsmClient> byRegion = new ConcurrentHashMap<>();

	ParameterStore(ClientSettings settings, List<AwsClientCustomizer> customizers, @Nullable SsmClient own) {
		this.settings = settings;
		this.clients = new AwsClients(settings, customizers);
		this.own = own;
	}

	/**
	 * Reads a parameter, or those below a path that ends with a slash.
	 * @return the values by what their names have below the path; under an empty name
	 * that of the one parameter
	 */
	Map<String, String> read(SecretId parameter) {
		Map<String, String> values = new LinkedHashMap<>();
		try {
			SsmClient client = client(parameter.region(SERVICE));
			if (parameter.id().endsWith("/")) {
				String path = Arn.of(SERVICE, parameter.id())
					.map((arn) -> arn.resource().substring("parameter".length()))
					.orElse(parameter.id());
				client
					.getParametersByPathPaginator((request) -> request.path(path).recursive(true).withDecryption(true))
					.stream()
					.flatMap((page) -> page.parameters().stream())
					.forEach((each) -> {
						String value = valueOf(each, parameter);
						values.put(below(path, each), value);
					});
				if (values.isEmpty()) {
					throw SecretException.ofMissing(parameter.describe() + " leads to no parameter in Parameter Store.",
							"Check the path and the region: aws ssm get-parameters-by-path --recursive --path " + path
									+ ". If it is one parameter, leave out the slash at the end.",
							null);
				}
			}
			else {
				values.put("", valueOf(
						client.getParameter((request) -> request.name(parameter.id()).withDecryption(true)).parameter(),
						parameter));
			}
			return values;
		}
		catch (SdkException ex) {
			throw AwsFailure.PARAMETER_STORE.of(parameter, ex);
		}
	}

	private static String valueOf(@Nullable Parameter read, SecretId parameter) {
		if (read == null || read.value() == null || read.name() == null) {
			throw AwsFailure.PARAMETER_STORE.ofEmpty(parameter);
		}
		return read.value();
	}

	private static String below(String path, Parameter parameter) {
		return parameter.name().substring(path.length()).replace('/', '.');
	}

	private SsmClient client(@Nullable String arnRegion) {
		if (this.own != null) {
			return this.own;
		}
		String region = (arnRegion != null) ? arnRegion : this.settings.parameterStoreRegion();
		return this.byRegion.computeIfAbsent(String.valueOf(region),
				(ignored) -> this.clients.build(SsmClient.builder(), region, this.settings.parameterStoreEndpoint()));
	}

	@Override
	public void close() {
		this.byRegion.values().forEach(SsmClient::close);
	}

}
