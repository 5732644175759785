package io.golambda.event;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

import tools.jackson.core.type.TypeReference;

/**
 * The records of an event, each bound to a type when it is its turn: what a function
 * takes that wants records and nothing else. <pre>
 * &#64;Bean
 * Function&lt;Records&lt;Order&gt;, Integer&gt; total() {
 * 	return orders -&gt; orders.stream().mapToInt(Order::amount).sum();
 * }
 * </pre>
 * <p>
 * Nothing is bound before it is asked for, and nothing twice unless it is asked for
 * twice: a record that does not fit the type is an error where it is reached, and the
 * others can be read all the same. Immutable and safe for use by several threads.
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
	 * The records of an event, whatever its source, unwrapped to the innermost.
	 * @param <T> the type
	 * @param event the event
	 * @param type the type of a record's payload, as for {@link EventRecord#bind(Class)}
	 * @return the records
	 * @throws EventException if the event is from no source that has records
	 */
	public static <T> Records<T> of(Event event, Class<T> type) {
		return new Records<>(event, (record) -> record.bind(type));
	}

	/**
	 * The records of an event, bound to a generic type.
	 * @param <T> the type
	 * @param event the event
	 * @param type the type of a record's payload
	 * @return the records
	 * @throws EventException if the event is from no source that has records
	 */
	public static <T> Records<T> of(Event event, TypeReference<T> type) {
		return new Records<>(event, (record) -> record.bind(type));
	}

	/**
	 * The event that they are from.
	 * @return the event
	 */
	public Event event() {
		return this.event;
	}

	/**
	 * The records themselves, for their ids, attributes and envelopes.
	 * @return the records in the order of the event, as {@link Event#records()}
	 */
	public List<EventRecord> records() {
		return this.records;
	}

	/**
	 * How many they are.
	 * @return the number
	 */
	public int size() {
		return this.records.size();
	}

	/**
	 * Binds one of them.
	 * @param record the record
	 * @return its payload
	 * @throws EventException if it does not fit the type
	 */
	public T bind(EventRecord record) {
		return this.binding.apply(record);
	}

	/**
	 * The payloads.
	 * @return the payloads in the order of the event, each bound when it is reached; an
	 * {@link EventException} if one does not fit the type
	 */
	public Stream<T> stream() {
		return this.records.stream().map(this.binding);
	}

	/**
	 * The payloads, one after the other.
	 * @return an iterator that throws an {@link EventException} for a payload that does
	 * not fit the type, and goes on with the next
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
	 * Does something with each payload and the record that it is of.
	 * @param action what is done
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
