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
 * router, or when the application calls it. Also converts to types whose values are
 * validated.
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
		return isOfEvent(type) || this.events.areValidated();
	}

	private static boolean isOfEvent(Class<?> type) {
		return type == Event.class || type == Records.class || EventMapper.isAwsClass(type);
	}

	@Override
	protected boolean canConvertTo(Object payload, @Nullable MessageHeaders headers) {
		return false;
	}

	// null leaves the message to the next converter
	@Override
	protected @Nullable Object convertFromInternal(Message<?> message, Class<?> targetClass,
			@Nullable Object conversionHint) {
		if (!isOfEvent(targetClass)) {
			Type type = (conversionHint instanceof Type hint) ? hint : targetClass;
			return (isJson(message) && this.events.validates(type)) ? bind(message, type) : null;
		}
		return bind(message,
				(targetClass == Records.class && conversionHint instanceof Type hint) ? hint : targetClass);
	}

	private Object bind(Message<?> message, Type type) {
		return EventBinding.to(type).bind(this.events.of(message));
	}

	private static boolean isJson(Message<?> message) {
		Object type = message.getHeaders().get(MessageHeaders.CONTENT_TYPE);
		return (message.getPayload() instanceof byte[] || message.getPayload() instanceof String)
				&& (type == null || type.toString().contains("json"));
	}

}
