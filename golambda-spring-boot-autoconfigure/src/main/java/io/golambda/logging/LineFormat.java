package io.golambda.logging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.golambda.error.FrameFolding;
import io.golambda.invocation.LambdaEnvironment;

/**
 * The fields of a log line, their order and their names: <pre>
 * LineFormat format = LineFormat.of(LambdaEnvironment.current());
 * LambdaJsonEncoder encoder = new LambdaJsonEncoder(format);
 * </pre> An application configures them by the properties {@code golambda.logging.*}, and
 * a test can inject the result. Immutable.
 *
 * @param order the fields in their order
 * @param names the names of the fields that do not have their default name
 * @param maskedKeys the words of keys whose values are masked, in lower case
 * @param folding decides which stack frames are folded
 * @param constants the fields whose value is the same on all lines of the function
 */
public record LineFormat(List<LogField> order, Map<LogField, String> names, List<String> maskedKeys,
		FrameFolding folding, Map<LogField, Object> constants) {

	/**
	 * The default fields.
	 */
	public static final List<LogField> DEFAULT_ORDER = List.of(LogField.LEVEL, LogField.REQUEST_ID, LogField.TENANT_ID,
			LogField.COLD_START, LogField.TRACE_ID, LogField.CORRELATION_ID, LogField.TIME, LogField.LOGGER,
			LogField.VALUES, LogField.MESSAGE, LogField.ERROR_TYPE, LogField.ERROR_MESSAGE, LogField.ERROR_VALUES,
			LogField.ERROR_SENTRY_EVENT_ID, LogField.ERROR_STACK_TRACE, LogField.ERROR_CAUSES,
			LogField.ERROR_SUPPRESSED);

	/**
	 * The default words of keys whose values are masked. A word with a hyphen matches
	 * consecutive words.
	 */
	public static final List<String> DEFAULT_MASKED_KEYS = List.of("password", "passwd", "pwd", "pass", "passphrase",
			"pass-phrase", "passcode", "pass-key", "passwort", "kennwort", "wachtwoord", "contrasena", "senha",
			"mot-de-passe", "пароль", "密码", "密碼", "パスワード", "비밀번호", "pin", "otp", "totp", "hotp", "mfa", "secret",
			"token", "jwt", "bearer", "auth", "oauth", "authorization", "authentication", "credential", "cred",
			"cookie", "session", "session-id", "sess-id", "csrf", "xsrf", "saml", "client-assertion", "signature",
			"sig", "sas", "hmac", "pem", "pfx", "dsn", "ssn", "social-security", "cvv", "cvc", "credit-card",
			"debit-card", "card-number", "cc-number", "security-code", "verification-code", "confirmation-code",
			"recovery-code", "access-code", "challenge-answer", "seed-phrase", "recovery-phrase", "connection-string",
			"conn-string", "key-material", "access-key", "account-key", "admin-key", "aes-key", "api-key", "app-key",
			"application-key", "cipher-key", "client-key", "consumer-key", "crypto-key", "decryption-key", "deploy-key",
			"encryption-customer-key", "encryption-key", "licence-key", "license-key", "master-key", "private-key",
			"priv-key", "rsa-key", "server-key", "service-key", "shared-key", "signing-key", "sse-customer-key",
			"ssh-key", "subscription-key", "symmetric-key", "webhook-key", "write-key");

	/**
	 * Creates a format with default names for fields without a name.
	 */
	public LineFormat {
		order = List.copyOf(order);
		Map<LogField, String> all = new EnumMap<>(LogField.class);
		for (LogField field : LogField.values()) {
			all.put(field, names.getOrDefault(field, field.defaultName()));
		}
		names = Collections.unmodifiableMap(all);
		maskedKeys = List.copyOf(maskedKeys);
		constants = Map.copyOf(constants);
	}

	/**
	 * Creates the default format. With {@code AWS_LAMBDA_LOG_FORMAT=JSON}, the field of
	 * the time has the name that Lambda's log level filter requires.
	 * @param environment Lambda's environment variables
	 * @return the format
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">Configuring
	 * the log level</a>
	 */
	public static LineFormat of(LambdaEnvironment environment) {
		return of(environment, DEFAULT_ORDER, Map.of(), DEFAULT_MASKED_KEYS,
				new FrameFolding(FrameFolding.DEFAULT_PREFIXES));
	}

	/**
	 * Creates a format.
	 * @param environment Lambda's environment variables
	 * @param order the fields in their order
	 * @param names the names of the fields that do not have their default name
	 * @param maskedKeys the words of keys whose values are masked
	 * @param folding decides which stack frames are folded
	 * @return the format
	 */
	public static LineFormat of(LambdaEnvironment environment, List<LogField> order, Map<LogField, String> names,
			List<String> maskedKeys, FrameFolding folding) {
		Map<LogField, String> all = new EnumMap<>(LogField.class);
		if (environment.isJsonLogFormat()) {
			all.put(LogField.TIME, "timestamp");
		}
		all.putAll(names);
		Map<LogField, Object> constants = new EnumMap<>(LogField.class);
		put(constants, LogField.FUNCTION_NAME, environment.functionName().orElse(null));
		put(constants, LogField.FUNCTION_VERSION, environment.functionVersion().orElse(null));
		put(constants, LogField.MEMORY_SIZE, number(environment.memorySize().orElse(null)));
		return new LineFormat(order, all, inLowerCase(maskedKeys), folding, constants);
	}

	private static void put(Map<LogField, Object> constants, LogField field, @Nullable Object value) {
		if (value != null) {
			constants.put(field, value);
		}
	}

	private static @Nullable Object number(@Nullable String memory) {
		if (memory == null || memory.isEmpty() || memory.length() > 9) {
			return memory;
		}
		for (int i = 0; i < memory.length(); i++) {
			if (memory.charAt(i) < '0' || memory.charAt(i) > '9') {
				return memory;
			}
		}
		return Integer.valueOf(memory);
	}

	private static List<String> inLowerCase(List<String> words) {
		List<String> lower = new ArrayList<>(words.size());
		for (String word : words) {
			lower.add(word.toLowerCase(Locale.ROOT));
		}
		return lower;
	}

	String name(LogField field) {
		return this.names.get(field);
	}

}
