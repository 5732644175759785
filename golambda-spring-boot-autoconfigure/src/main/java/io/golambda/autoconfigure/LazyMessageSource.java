package io.golambda.autoconfigure;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DelegatingMessageSource;

/**
 * Spring's message source for an application without messages, created for the first
 * message: it loads all locales of the JDK, which takes a tenth of a fast start.
 */
final class LazyMessageSource implements MessageSource {

	@Override
	public @Nullable String getMessage(String code, Object @Nullable [] arguments, @Nullable String defaultMessage,
			@Nullable Locale locale) {
		return empty().getMessage(code, arguments, defaultMessage, locale);
	}

	@Override
	public String getMessage(String code, Object @Nullable [] arguments, @Nullable Locale locale) {
		return empty().getMessage(code, arguments, locale);
	}

	@Override
	public String getMessage(MessageSourceResolvable resolvable, @Nullable Locale locale) {
		return empty().getMessage(resolvable, locale);
	}

	private static MessageSource empty() {
		return new DelegatingMessageSource();
	}

}
