package io.golambda.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Decides by the DSN whether the function uses Sentry, without loading Sentry.
 */
final class SentryDsn {

	static final String PROPERTY = "sentry.dsn";

	/**
	 * The value that Spring's {@code @ConditionalOnProperty} treats as absent.
	 */
	static final String NONE = "false";

	/**
	 * Keeps the beans that need a DSN while Spring AOT processes the application.
	 */
	static final String ANY = "https://key@sentry.invalid/1";

	private static final String STARTER = "io.sentry.spring.boot4.SentryAutoConfiguration";

	private SentryDsn() {
	}

	/**
	 * Returns whether there is a DSN, and Sentry's Spring Boot starter on the class path.
	 */
	static boolean isUsable(Environment environment) {
		String dsn = environment.getProperty(PROPERTY);
		return StringUtils.hasText(dsn) && !NONE.equals(dsn) && ClassUtils.isPresent(STARTER, null);
	}

	/**
	 * Validates a DSN.
	 * @return the problem and how to fix it, without the DSN; {@code null} if the DSN is
	 * valid
	 */
	static @Nullable String problem(String dsn) {
		String defect = defect(dsn.trim());
		return (defect == null) ? null : "SENTRY_DSN (or sentry.dsn) " + defect + ", so errors are not sent to Sentry. "
				+ "Expected https://KEY@HOST/PROJECT: copy it from the project's settings in Sentry, under Client "
				+ "Keys.";
	}

	private static @Nullable String defect(String dsn) {
		try {
			URI uri = new URI(dsn);
			if (!"https".equalsIgnoreCase(uri.getScheme()) && !"http".equalsIgnoreCase(uri.getScheme())) {
				return "does not begin with https://";
			}
			if (!StringUtils.hasText(uri.getHost())) {
				return "has no host";
			}
			if (!StringUtils.hasText(uri.getUserInfo()) || uri.getUserInfo().startsWith(":")) {
				return "has no key before the host";
			}
			if (!uri.getPath().matches(".*/[^/]+/*")) {
				return "has no project after the host";
			}
			return null;
		}
		catch (URISyntaxException ex) {
			return "is not a URL";
		}
	}

}
