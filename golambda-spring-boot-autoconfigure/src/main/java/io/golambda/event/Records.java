package io.golambda.event;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

import tools.jackson.core.type.TypeReference;

/**
 * The records of an event, bound to a type: <pre>
 * &#64;Bean
 * Function&lt;Records&lt;Order&gt;, Integer&gt; total() {
 * 	return orders -&gt; orders.stream().mapToInt(Order::amount).sum();
 * }
 * </pre>
 * <p>
 * A function can take this instead of an {@link Event}. Each record is bound when it is
 * reached, so a record that does not fit the type throws an {@link EventException} there
 * and does not affect the others. A record is bound again whenever it is read again.
 * Immutable and safe for use by several threads.
 *
 * @param <T> the type of a record's payload
 */
public final class Records<T> implements Iterable<T> {

	private final Event event;

	private final List<EventRecord> records;

	private final Function<EventRecord, T> binding;

	private Records(Event event, Function<EventRecord, T> binding) {
		this.event = event;
		this.records = event.records();
		this.binding = binding;
	}

	/**
	 * Creates the records of an event from any source, unwrapped to the innermost.
	 * @param <T> the type
	 * @param event the event
	 * @param type the type of a record's payload, as for {@link EventRecord#bind(Class)}
	 * @return the records
	 * @throws EventException if the event is not from a source with records
	 */
	public static <T> Records<T> of(Event event, Class<T> type) {
		return new Records<>(event, (record) -> record.bind(type));
	}

	/**
	 * Creates the records of an event, bound to a generic type.
	 * @param <T> the type
	 * @param event the event
	 * @param type the type, as in {@code new TypeReference<List<Order>>() { }}
	 * @return the records
	 * @throws EventException if the event is not from a source with records
	 */
	public static <T> Records<T> of(Event event, TypeReference<T> type) {
		return new Records<>(event, (record) -> record.bind(type));
	}

	/**
	 * Returns the event that contains the records.
	 * @return the event
	 */
	public Event event() {
		return this.event;
	}

	/**
	 * Returns the unbound records, with their ids, attributes and envelopes.
	 * @return the records in the order of the event; see {@link Event#records()}
	 */
	public List<EventRecord> records() {
		return this.records;
	}

	/**
	 * Returns the number of records.
	 * @return the number, 0 or more
	 */
	public int size() {
		return this.records.size();
	}

	/**
	 * Binds one record.
	 * @param record the record
	 * @return its payload as the type
	 * @throws EventException if the payload does not fit the type
	 */
	public T bind(EventRecord record) {
		return this.binding.apply(record);
	}

	/**
	 * Streams the payloads.
	 * @return the payloads in the order of the event, each bound when it is reached; a
	 * payload that does not fit the type throws an {@link EventException}
	 */
	public Stream<T> stream() {
		return this.records.stream().map(this.binding);
	}

	/**
	 * Iterates over the payloads.
	 * @return an iterator that throws an {@link EventException} for a payload that does
	 * not fit the type, and continues with the next
	 */
	@Override
	public Iterator<T> iterator() {
		Iterator<EventRecord> left = this.records.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return left.hasNext();
			}

			@Override
			public T next() {
				return bind(left.next());
			}

		};
	}

	/**
	 * Performs an action for each payload and its record, in the order of the event.
	 * @param action the action
	 * @throws EventException if a payload does not fit the type
	 */
	public void forEachRecord(BiConsumer<? super T, ? super EventRecord> action) {
		for (EventRecord record : this.records) {
			action.accept(bind(record), record);
		}
	}

	@Override
	public String toString() {
		return "Records[" + this.records.size() + "]";
	}

}
