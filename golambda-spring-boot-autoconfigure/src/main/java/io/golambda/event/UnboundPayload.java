package io.golambda.event;

import io.golambda.event.json.ByteSlice;

/**
 * A payload that can be read as it is, but is not what an application's type describes: a
 * message of AWS itself, or damaged data.
 *
 * @param bytes where it is
 * @param what what it is, and what to do about it
 */
record UnboundPayload(ByteSlice bytes, String what) implements Payload {

	@Override
	public ByteSlice slice(EventRecord record) {
		return this.bytes;
	}

	@Override
	public String unbound() {
		return this.what;
	}

}
