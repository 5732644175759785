package io.golambda.secret;

import org.jspecify.annotations.Nullable;

/**
 * How AWS is reached where nothing better is known: Spring Cloud AWS's own settings, and
 * the environment. Each may be {@code null} for what AWS's SDK finds out itself.
 *
 * @param secretsManagerRegion the region of secrets that are named without ARN
 * @param parameterStoreRegion the region of parameters that are named without ARN
 * @param secretsManagerEndpoint another address than AWS's own
 * @param parameterStoreEndpoint another address than AWS's own
 * @param accessKey an access key
 * @param secretKey its secret key
 * @param profile a profile of AWS's configuration files
 */
public record ClientSettings(@Nullable String secretsManagerRegion, @Nullable String parameterStoreRegion,
		@Nullable String secretsManagerEndpoint, @Nullable String parameterStoreEndpoint, @Nullable String accessKey,
		@Nullable String secretKey, @Nullable String profile) {

	boolean isEmpty() {
		return equals(new ClientSettings(null, null, null, null, null, null, null));
	}

	// the secret key is one
	@Override
	public String toString() {
		return "ClientSettings[***]";
	}

}
