package io.golambda.logging;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.invocation.LambdaEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys whose values are masked, and similar keys whose values are not.
 */
class MaskedWordsTests {

	private final MaskedWords words = new MaskedWords(LineFormat.DEFAULT_MASKED_KEYS);

	@ParameterizedTest
	@ValueSource(strings = { "pwd", "pass", "passphrase", "access_key", "accessKey", "accountKey", "encryptionKey",
			"jwt", "session", "sessionId", "auth", "bearer", "oauth", "signature", "otp", "pin", "cvv", "ssn",
			"creditCard", "pem", "connectionString", "password", "passwd", "refresh_token", "id_token", "client_secret",
			"apikey", "x-api-key", "privateKey", "private-key.pem", "set-cookie", "sessionToken", "AWSAccessKeyId",
			"dsn", "credentials", "cvc", "pin code", "cardNumber", "sas", "sig", "X-Amz-Signature",
			"X-Amz-Security-Token", "mfa", "totp", "csrf-token", "Proxy-Authorization", "spring.datasource.password",
			"DB_PASS", "AWS_SECRET_ACCESS_KEY", "ocp-apim-subscription-key", "SharedAccessKey", "signing_key",
			"samlAssertion", "nextToken", "passwordHash", "otpCode", "authToken", "hmacKey", "user[password]",
			"/prod/db/password" })
	void secret(String key) {
		assertThat(this.words.cover(key, "x")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "JWTToken", "userPWD", "password2", "PINcode", "APIkey", "JWTtoken", "oauth2", "cvv2",
			"dbpassword", "accesstoken", "clientsecret", "useraccesskey", "jsessionid", "PHPSESSID", "PASSWORD", "PIN",
			"PÎN", "ｐａｓｓｗｏｒｄ", "pass\u200Bword", "Пароль", "ПАРОЛЬ", "用户密码", "contrasena", "Contraseña",
			"user-contraseña", "motDePasse", "パスワード" })
	void secretInAnySpelling(String key) {
		assertThat(this.words.cover(key, "x")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "passenger", "spinner", "compass", "author", "authority", "authorities", "tokenizer",
			"tokenized", "pinned", "pinpoint", "opinion", "shipping", "bypass", "passage", "passed", "assign", "design",
			"obsession", "signal", "keyboard", "monkey", "key", "keys", "Key", "s3Key", "objectKey", "partitionKey",
			"publicKey", "primaryKey", "routingKey", "cacheKey", "kmsKeyId", "idempotencyKey", "secretary", "sandpiper",
			"member", "principal", "authorizer", "authenticated", "signed", "saslMechanism", "sigma", "pines", "user",
			"email", "id", "название", "" })
	void notSecret(String key) {
		assertThat(this.words.cover(key, "x")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "signatureVersion", "SignatureVersion", "tokenType", "token_type", "passwordLength",
			"tokenCount", "secretArn", "secretName", "authType", "encryptionKeyArn", "signatureAlgorithm" })
	void descriptionOfASecretIsNotSecret(String key) {
		assertThat(this.words.cover(key, "x")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tokens", "inputTokens", "sessions", "activeSessions", "pins", "cookies", "prompttokens" })
	void countOfSecretsIsNotSecret(String key) {
		assertThat(this.words.cover(key, 17)).isFalse();
		assertThat(this.words.cover(key, List.of("x"))).isTrue();
	}

	@Test
	void numberMayBeSecret() {
		assertThat(this.words.cover("pin", 1234)).isTrue();
	}

	@Test
	void configuredWordsFollowTheSameRules() {
		MaskedWords own = new MaskedWords(LineFormat
			.of(LambdaEnvironment.of(Map.of()), LineFormat.DEFAULT_ORDER, Map.of(),
					List.of("IBAN", "customerNumber", "Код", "p12"), Lines.FORMAT.folding())
			.maskedKeys());
		assertThat(List.of("iban", "ibanOfSender", "SENDER_IBAN", "customer-number", "CustomerNumber", "customernumber",
				"код", "p12"))
			.allMatch((key) -> own.cover(key, "x"));
		assertThat(List.of("ibanez", "customer", "password")).noneMatch((key) -> own.cover(key, "x"));
	}

}
