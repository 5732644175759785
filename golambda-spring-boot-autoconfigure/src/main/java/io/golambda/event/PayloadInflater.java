package io.golambda.event;

import io.golambda.event.json.ByteSlice;

/**
 * Inflates compressed payloads up to a limit, so that an event cannot fill the memory.
 *
 * @param limit how many bytes each payload may inflate to
 */
record PayloadInflater(int limit) {

	static final PayloadInflater DEFAULT = new PayloadInflater(64 * 1024 * 1024);

	PayloadInflater {
		if (limit <= 0) {
			throw new IllegalArgumentException("The limit must be a positive number of bytes, but is " + limit + ".");
		}
	}

	/**
	 * Creates the budget for all payloads of one event together.
	 */
	InflatedBudget budget() {
		return InflatedBudget.of(this.limit, Runtime.getRuntime().maxMemory());
	}

	/**
	 * Inflates the one payload of an event.
	 * @throws EventException if the payload is damaged, or inflates to more than the
	 * limit
	 */
	byte[] inflate(ByteSlice payload, EventRecord record) {
		try {
			return inflate(payload).exact();
		}
		catch (DecodingException ex) {
			throw EventException.forRecord(record, ex.what());
		}
	}

	/**
	 * Inflates a payload, or the part of one behind a header.
	 * @throws DecodingException if the payload is damaged, or inflates to more than the
	 * limit
	 */
	ByteSlice inflate(ByteSlice payload) throws DecodingException {
		int room = InflatedBudget.inflatedIn(Runtime.getRuntime().maxMemory());
		try {
			return new Compressed(payload).inflate(Math.min(this.limit, room));
		}
		catch (DecodingException ex) {
			throw (room < this.limit && ex.isBeyondLimit())
					? new DecodingException("inflates to more than half of the heap; give the function more memory")
					: ex;
		}
	}

	/**
	 * Inflates one of several payloads of an event.
	 * @throws DecodingException if the payload is damaged, or inflates to more than the
	 * limit or the rest of the budget
	 */
	byte[] inflate(ByteSlice payload, InflatedBudget budget) throws DecodingException {
		boolean whole = budget.isWhole();
		try {
			return new Compressed(payload).inflate(budget.next(), budget::spend).exact();
		}
		catch (DecodingException ex) {
			throw (whole || !ex.isBeyondLimit()) ? ex : budgetSpent();
		}
	}

	/**
	 * Creates the error of log events that the budget has no room for.
	 */
	private DecodingException budgetSpent() {
		return new DecodingException(
				"contains log events that were not inflated, because the whole event would inflate to more than "
						+ "is allowed (" + this.limit + " bytes, or a quarter of the heap if that is more, but "
						+ "not more than half of it); raise the limit by golambda.event.inflated-limit or "
						+ "Event.withInflatedLimit(...), give the function more memory, or use smaller batches");
	}

}
