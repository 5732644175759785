package io.golambda.event.source;

import io.golambda.event.json.ByteSlice;

/**
 * A payload that is an item of DynamoDB or its keys, read as plain JSON.
 *
 * @param image the attribute values
 */
record ImagePayload(ByteSlice image) implements Payload {

	@Override
	public ByteSlice read(byte[] event, int start) {
		return AttributeValues.plain(this.image);
	}

	// DynamoDB's numbers have up to 38 digits, a double keeps 17
	@Override
	public boolean hasExactNumbers() {
		return true;
	}

}
