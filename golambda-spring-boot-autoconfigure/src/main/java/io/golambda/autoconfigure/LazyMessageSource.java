package io.golambda.autoconfigure;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DelegatingMessageSource;

/**
 * What Spring uses where an application has no messages, made when the first message is
 * asked for: it looks for all of the JDK's locales, which takes a tenth of a fast start.
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
