package io.golambda.lambda;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.AbstractMessageConverter;
import org.springframework.util.MimeTypeUtils;

import io.golambda.event.Event;
import io.golambda.event.EventMapper;
import io.golambda.event.Records;

/**
 * Converts the bytes of a message to an {@link Event}, its {@link Records} or one of
 * AWS's event classes, where Spring Cloud Function's catalogue converts: behind its
 * router, or when the application calls it.
 */
final class EventMessageConverter extends AbstractMessageConverter {

	private final EventFactory events;

	EventMessageConverter(EventFactory events) {
		super(MimeTypeUtils.ALL);
		this.events = events;
		setStrictContentTypeMatch(false);
	}

	@Override
	protected boolean supports(Class<?> type) {
		return type == Event.class || type == Records.class || EventMapper.isAwsClass(type);
	}

	@Override
	protected boolean canConvertTo(Object payload, @Nullable MessageHeaders headers) {
		return false;
	}

	@Override
	protected @Nullable Object convertFromInternal(Message<?> message, Class<?> targetClass,
			@Nullable Object conversionHint) {
		Type type = (targetClass == Records.class && conversionHint instanceof Type hint) ? hint : targetClass;
		return EventBinding.to(type).bind(this.events.of(message));
	}

}
