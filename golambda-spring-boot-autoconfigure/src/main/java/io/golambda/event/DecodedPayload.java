package io.golambda.event;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.source.Payload;

/**
 * A payload that was decoded, or a part of one, outside the bytes of the event.
 *
 * @param bytes the decoded bytes
 */
record DecodedPayload(ByteSlice bytes) implements Payload {

	@Override
	public ByteSlice read(byte[] event, int start) {
		return this.bytes;
	}

}
