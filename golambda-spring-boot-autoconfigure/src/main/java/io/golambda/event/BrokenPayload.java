package io.golambda.event;

/**
 * A payload that could not be taken apart, which is told to whoever reads it.
 *
 * @param what what is wrong with it
 */
record BrokenPayload(String what) implements Payload {

	@Override
	public Slice slice(EventRecord record) {
		throw EventException.badRecord(record, this.what);
	}

}
