package io.golambda.event;

import java.io.ByteArrayInputStream;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

/**
 * AWS's own event classes, read as Lambda's managed runtime reads them. Their members are
 * named in ways that plain Jackson does not guess.
 */
final class AwsEventClasses {

	private AwsEventClasses() {
	}

	static boolean isOne(Class<?> type) {
		return type.getName().startsWith("com.amazonaws.services.lambda.runtime.events.");
	}

	static <T> T read(byte[] json, Class<T> type) {
		T event;
		try {
			event = LambdaEventSerializers.serializerFor(type, type.getClassLoader())
				.fromJson(new ByteArrayInputStream(json));
		}
		catch (NoClassDefFoundError ex) {
			throw new EventException("To bind an event to " + type.getName()
					+ " add com.amazonaws:aws-lambda-java-serialization to the class path.");
		}
		catch (RuntimeException ex) {
			// without the cause, which quotes the event
			throw new EventException("The event does not fit " + type.getName() + ".");
		}
		if (event == null) {
			throw EventException.isNull(null, type);
		}
		return event;
	}

}
