package io.golambda.test;

import org.jspecify.annotations.Nullable;

/**
 * A request that read a secret or parameters, see {@link SecretsStandIn#reads()}.
 *
 * @param operation the operation: {@code GetSecretValue}, {@code GetParameter} or
 * {@code GetParametersByPath}
 * @param name the name, ARN or path as in the request
 * @param versionStage the staging label in the request, or {@code null}
 * @param versionId the id of the version in the request, or {@code null}
 */
public record SecretRead(String operation, String name, @Nullable String versionStage, @Nullable String versionId) {

}
