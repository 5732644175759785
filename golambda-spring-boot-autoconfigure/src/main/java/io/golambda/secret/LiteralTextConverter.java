package io.golambda.secret;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;

/**
 * Converts a {@link LiteralText} to a {@code String} where a property is requested as
 * {@code Object} or {@code CharSequence}.
 */
final class LiteralTextConverter implements ConditionalGenericConverter {

	@Override
	public Set<ConvertiblePair> getConvertibleTypes() {
		return Set.of(new ConvertiblePair(LiteralText.class, Object.class),
				new ConvertiblePair(LiteralText.class, CharSequence.class));
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
