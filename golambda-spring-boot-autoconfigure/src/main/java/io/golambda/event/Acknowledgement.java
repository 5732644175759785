package io.golambda.event;

/**
 * How a function acknowledges the records of a batch, see
 * {@link EventSource#acknowledgement()}.
 */
public enum Acknowledgement {

	/**
	 * Each record on its own. Messages of a FIFO queue of SQS are ordered within their
	 * group.
	 */
	BY_RECORD,

	/**
	 * All records of a shard up to the first failed one.
	 */
	BY_SHARD,

	/**
	 * All records of a partition up to the first failed one.
	 */
	BY_PARTITION,

	/**
	 * Each record together with the data that replaces it.
	 */
	BY_RESULT,

	/**
	 * The whole event only, although its records are ordered.
	 */
	NONE_ORDERED,

	/**
	 * The whole event only, although the records of a group are ordered.
	 */
	NONE_BY_GROUP,

	/**
	 * The whole event only.
	 */
	NONE

}
