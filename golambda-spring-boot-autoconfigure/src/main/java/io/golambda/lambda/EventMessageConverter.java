package io.golambda.lambda;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.AbstractMessageConverter;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.Records;

/**
 * Makes an {@link Event}, or its {@link Records}, of a message's bytes where Spring Cloud
 * Function's catalogue converts: behind its router, or when it is called directly.
 */
public final class EventMessageConverter extends AbstractMessageConverter {

	private final JsonMapper mapper;

	/**
	 * Creates a converter.
	 * @param mapper the application's mapper
	 */
	public EventMessageConverter(JsonMapper mapper) {
		super(MimeTypeUtils.ALL);
		this.mapper = mapper;
		setStrictContentTypeMatch(false);
	}

	@Override
	protected boolean supports(Class<?> type) {
		return type == Event.class || type == Records.class;
	}

	@Override
	protected boolean canConvertTo(Object payload, @Nullable MessageHeaders headers) {
		return false;
	}

	@Override
	protected @Nullable Object convertFromInternal(Message<?> message, Class<?> targetClass,
			@Nullable Object conversionHint) {
		Event event = of(message, this.mapper);
		return (targetClass == Records.class)
				? EventBinding.to((conversionHint instanceof Type type) ? type : targetClass).bind(event) : event;
	}

	/**
	 * The event that a message of Spring Cloud Function's adapter carries.
	 */
	static Event of(Message<?> message, JsonMapper mapper) {
		Object payload = message.getPayload();
		if (payload instanceof Event event) {
			return event;
		}
		byte[] bytes = (payload instanceof byte[] raw) ? raw : (payload instanceof String text)
				? text.getBytes(StandardCharsets.UTF_8) : mapper.writeValueAsBytes(payload);
		Event event = (message.getHeaders().get(LambdaFunction.CONTEXT_HEADER) instanceof Context context)
				? Event.of(bytes, context) : Event.of(bytes);
		return event.withMapper(mapper);
	}

}
