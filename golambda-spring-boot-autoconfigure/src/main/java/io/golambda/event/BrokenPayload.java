package io.golambda.event;

import io.golambda.event.json.ByteSlice;

/**
 * A payload that cannot be read: reading it reports why.
 *
 * @param what what is wrong with it
 */
record BrokenPayload(String what) implements Payload {

	/**
	 * A payload whose record has two ids, or two of what makes its id.
	 */
	static BrokenPayload withTwo(String member) {
		return new BrokenPayload("has its member \"" + member + "\" twice, and nothing says which one is meant");
	}

	@Override
	public ByteSlice slice(EventRecord record) {
		throw EventException.badRecord(record, this.what);
	}

}
