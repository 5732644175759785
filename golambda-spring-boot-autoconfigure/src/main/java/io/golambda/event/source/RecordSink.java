package io.golambda.event.source;

import java.util.Map;

/**
 * Receives the records of an event as plain values, one call for each, so that reading an
 * event creates no objects but these.
 */
public interface RecordSink {

	/**
	 * Adds a record.
	 * @param start where in the event the JSON of the record starts
	 * @param payload where the payload is
	 * @param shared the attributes that the record shares with others, the same map for
	 * all of them; complete only when the event has been read
	 */
	void add(int start, Payload payload, Map<String, String> shared);

	/**
	 * Adds the only record of an event that is its own record.
	 * @param payload where the payload is
	 */
	void addWhole(Payload payload);

}
