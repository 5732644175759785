package io.golambda.event;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.golambda.event.json.ByteSlice;

/**
 * The JSON documents in a record's content, each bound when it is reached.
 */
final class PayloadDocuments extends Spliterators.AbstractSpliterator<Object> {

	private final EventRecord record;

	private final PayloadStream content;

	private final Type type;

	private final DocumentSplitter documents;

	private final int limit;

	private PayloadDocuments(EventRecord record, PayloadStream content, Type type) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
		this.record = record;
		this.content = content;
		this.type = type;
		this.limit = (int) Math.min(record.event().eventMapper().inflater().limit(),
				Runtime.getRuntime().maxMemory() / 8);
		this.documents = new DocumentSplitter(content, this.limit);
	}

	/**
	 * Returns the documents, or for {@code String} and {@code byte[]} the lines that are
	 * not blank.
	 * @param type the type of each document
	 */
	@SuppressWarnings("unchecked")
	static <T> Stream<T> stream(EventRecord record, PayloadStream content, Type type) {
		if (type == String.class || type == byte[].class) {
			Stream<String> lines = content.lines().filter((line) -> !line.isBlank());
			return (Stream<T>) ((type == String.class) ? lines
					: lines.map((line) -> line.getBytes(StandardCharsets.UTF_8)));
		}
		String unbound = record.unbound();
		if (unbound != null && type != JsonNode.class) {
			throw EventException.forRecord(record, unbound);
		}
		PayloadDocuments documents = new PayloadDocuments(record, content, type);
		return (Stream<T>) StreamSupport.stream(documents, false).onClose(documents::close);
	}

	@Override
	public boolean tryAdvance(Consumer<? super Object> action) {
		Object next = next();
		if (next == null) {
			close();
			return false;
		}
		action.accept(next);
		return true;
	}

	private @Nullable Object next() {
		ByteSlice document;
		try {
			if (this.documents.line() == 0 && this.documents.isGzip()) {
				throw EventException.forRecord(this.record,
						"is compressed by gzip; read it by decoded().lines(...), or by stream().gunzip().lines(...)");
			}
			document = this.documents.next();
		}
		catch (DocumentSplitter.TooLongException ex) {
			throw EventException
				.forRecord(this.record,
						"has a document of more than " + this.limit + " bytes, or one without its last bracket; read "
								+ "it by stream(), or raise golambda.event.inflated-limit and the memory")
				.onLine(this.documents.line());
		}
		catch (IOException ex) {
			throw EventException.notStreamed(this.record, ex);
		}
		return (document != null) ? bind(document) : null;
	}

	private Object bind(ByteSlice document) {
		try {
			if (this.type instanceof Class<?> awsClass && AwsEventClasses.isOne(awsClass)) {
				// not the record itself, which may be of the class
				return this.record.event().nested(document.copy()).bind(awsClass);
			}
			Event event = this.record.event();
			return event.eventMapper()
				.binder()
				.bind(this.record.withPayload(new DecodedPayload(document)), event, this.type);
		}
		catch (EventException ex) {
			throw ex.onLine(this.documents.line());
		}
	}

	private void close() {
		try {
			this.content.close();
		}
		catch (IOException ex) {
			throw EventException.notStreamed(this.record, ex);
		}
	}

}
