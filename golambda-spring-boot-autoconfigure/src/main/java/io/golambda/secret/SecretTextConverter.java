package io.golambda.secret;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;

/**
 * Gives a plain text to whoever asks for the property as {@code Object} or
 * {@code CharSequence}.
 */
public final class SecretTextConverter implements ConditionalGenericConverter {

	@Override
	public Set<ConvertiblePair> getConvertibleTypes() {
		return Set.of(new ConvertiblePair(SecretText.class, Object.class),
				new ConvertiblePair(SecretText.class, CharSequence.class));
	}

	@Override
	public boolean matches(TypeDescriptor source, TypeDescriptor target) {
		return target.getType() == Object.class || target.getType() == CharSequence.class;
	}

	@Override
	public @Nullable Object convert(@Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
		return (source != null) ? source.toString() : null;
	}

}
