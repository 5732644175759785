package io.golambda.event.source;

import io.golambda.event.json.ByteSlice;

/**
 * A payload that cannot be read.
 *
 * @param problem the reason, as for {@link RecordException#problem()}
 */
record BrokenPayload(String problem) implements Payload {

	/**
	 * Returns the payload of a record that has a member of its id twice.
	 */
	static BrokenPayload withDuplicate(String member) {
		return new BrokenPayload("has its member \"" + member + "\" twice, and nothing says which one is meant");
	}

	@Override
	public ByteSlice read(byte[] event, int start) {
		throw new RecordException(this.problem);
	}

}
