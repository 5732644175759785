package io.golambda.secret;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * Reads decrypted parameters from AWS Systems Manager Parameter Store: one, or all below
 * a path. Safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html">GetParametersByPath</a>
 */
final class ParameterStore implements AutoCloseable {

	private final RegionalClients<SsmClient> clients;

	private final AwsFailures failures;

	ParameterStore(RegionalClients<SsmClient> clients, AwsFailures failures) {
		this.clients = clients;
		this.failures = failures;
	}

	/**
	 * Reads a parameter, or those below a path that ends with a slash.
	 * @return the values by the names of the parameters below the path; for a single
	 * parameter the name is empty
	 */
	Map<String, String> read(SecretId parameter) {
		String region = parameter.region();
		try {
			SsmClient client = this.clients.get(region);
			AwsRequestOverrideConfiguration options = AwsRequests.options(region);
			return parameter.isPath() ? readPath(parameter, client, options)
					: Map.of("", readOne(parameter, client, options));
		}
		catch (RuntimeException ex) {
			throw this.failures.of(parameter, ex);
		}
	}

	private String readOne(SecretId parameter, SsmClient client, AwsRequestOverrideConfiguration options) {
		return valueOf(client
			.getParameter((request) -> request.name(parameter.id()).withDecryption(true).overrideConfiguration(options))
			.parameter(), parameter);
	}

	private Map<String, String> readPath(SecretId parameter, SsmClient client,
			AwsRequestOverrideConfiguration options) {
		String path = Arn.of(parameter.service(), parameter.id())
			.map((arn) -> arn.resource().substring("parameter".length()))
			.orElse(parameter.id());
		Map<String, String> values = new LinkedHashMap<>();
		client
			.getParametersByPathPaginator(
					(request) -> request.path(path).recursive(true).withDecryption(true).overrideConfiguration(options))
			.stream()
			.flatMap((page) -> page.parameters().stream())
			.forEach((each) -> {
				String value = valueOf(each, parameter);
				values.put(each.name().substring(path.length()).replace('/', '.'), value);
			});
		if (values.isEmpty()) {
			throw SecretException.ofMissing(parameter.describe() + " contains no parameter in Parameter Store.",
					"Check the path and the region: aws ssm get-parameters-by-path --recursive --path " + path
							+ ". If it is a single parameter, remove the slash at the end.",
					null);
		}
		return values;
	}

	private String valueOf(@Nullable Parameter read, SecretId parameter) {
		if (read == null || read.value() == null || read.name() == null) {
			throw this.failures.empty(parameter);
		}
		return read.value();
	}

	@Override
	public void close() {
		this.clients.close();
	}

}
