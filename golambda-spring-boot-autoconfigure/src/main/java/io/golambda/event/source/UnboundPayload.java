package io.golambda.event.source;

import io.golambda.event.json.ByteSlice;

/**
 * A payload that can be read as text or bytes but is not of an application's type: a
 * message of AWS itself, or damaged data.
 *
 * @param bytes the payload
 * @param unbound the reason, as for {@link RecordException#problem()}
 */
public record UnboundPayload(ByteSlice bytes, String unbound) implements Payload {

	@Override
	public ByteSlice read(byte[] event, int start) {
		return this.bytes;
	}

}
