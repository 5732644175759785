package io.golambda.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Whether errors go to Sentry; asked without loading anything of it.
 */
final class SentryDsn {

	static final String PROPERTY = "sentry.dsn";

	/**
	 * What Spring's conditions take for a property that is not there.
	 */
	static final String NONE = "false";

	private SentryDsn() {
	}

	/**
	 * Whether there is one, and Sentry to go with it.
	 */
	static boolean isUsable(Environment environment) {
		String dsn = environment.getProperty(PROPERTY);
		return StringUtils.hasText(dsn) && !NONE.equals(dsn) && ClassUtils.isPresent("io.sentry.Sentry", null);
	}

	/**
	 * Why a DSN is none, without quoting it.
	 * @return the reason and what to do, or {@code null} if it is one
	 */
	static @Nullable String problem(String dsn) {
		String missing = missing(dsn.trim());
		return (missing == null) ? null : "SENTRY_DSN (or sentry.dsn) " + missing
				+ ", so errors are not sent to Sentry. "
				+ "Expected is https://KEY@HOST/PROJECT: copy it from the project's settings in Sentry, under Client "
				+ "Keys.";
	}

	private static @Nullable String missing(String dsn) {
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
			return "is no URL";
		}
	}

}
