package io.golambda.event;

/**
 * A payload that was decoded together with others.
 *
 * @param bytes where it is
 */
record BytesPayload(Slice bytes) implements Payload {

	@Override
	public Slice slice(EventRecord record) {
		return this.bytes;
	}

}
