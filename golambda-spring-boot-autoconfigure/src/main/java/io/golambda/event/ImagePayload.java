package io.golambda.event;

import io.golambda.event.json.ByteSlice;

/**
 * A payload that is an item of DynamoDB, or its keys: plain JSON to who reads it.
 *
 * @param image where the attribute values are
 */
record ImagePayload(ByteSlice image) implements Payload {

	@Override
	public ByteSlice slice(EventRecord record) {
		return AttributeValues.plain(this.image, record);
	}

	// DynamoDB's numbers have 38 digits, more than twice as many as a double
	@Override
	public boolean hasExactNumbers() {
		return true;
	}

}
