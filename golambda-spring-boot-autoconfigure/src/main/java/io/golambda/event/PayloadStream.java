package io.golambda.event;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import tools.jackson.core.type.TypeReference;

/**
 * The content of a record or of the object that it notifies of, read bit by bit, so that
 * a large object fits a small memory: <pre>
 * record.stream().gunzip().forEachLine(line -&gt; orders.importLine(line));
 *
 * try (PayloadStream image = record.stream()) {
 * 	thumbnails.create(image);
 * }
 * </pre>
 * <p>
 * Has to be closed; closing it early does not read the rest. Not safe for use by several
 * threads.
 *
 * @see EventRecord#stream()
 */
public final class PayloadStream extends FilterInputStream {

	private final EventRecord record;

	PayloadStream(EventRecord record, InputStream stream) {
		super(stream);
		this.record = record;
	}

	/**
	 * Returns the decompressed content of a gzip file. Files that were concatenated are
	 * read one after the other, as Amazon Data Firehose writes them.
	 * @return a stream in the place of this one
	 * @throws EventException if the content is not compressed by gzip, or cannot be read
	 */
	public PayloadStream gunzip() {
		try {
			return new PayloadStream(this.record, new GZIPInputStream(new Peeking(this.in), 16 * 1024));
		}
		catch (IOException ex) {
			close(ex);
			throw EventException.notStreamed(this.record, ex);
		}
	}

	/**
	 * Returns the lines of the content in UTF-8, as {@link #lines(Charset)}.
	 * @return the lines
	 */
	public Stream<String> lines() {
		return lines(StandardCharsets.UTF_8);
	}

	/**
	 * Returns the lines of the content: <pre>
	 * try (Stream&lt;String&gt; lines = record.stream().lines()) {
	 * 	return lines.skip(1).filter(line -&gt; !line.isBlank()).findFirst();
	 * }
	 * </pre> A line ends with a line feed, a carriage return, or both. A byte order mark
	 * before the first line is skipped.
	 * @param charset the charset of the content
	 * @return the lines without their ends, read on demand; the stream is to be closed,
	 * and closes this one. It throws an {@link EventException} if the content cannot be
	 * read, is not text in the charset, or has a line larger than
	 * {@code golambda.event.inflated-limit} or an eighth of the heap
	 */
	public Stream<String> lines(Charset charset) {
		return new PayloadLines(this.record, this.in, charset).stream().onClose(() -> {
			try {
				close();
			}
			catch (IOException ex) {
				throw EventException.notStreamed(this.record, ex);
			}
		});
	}

	/**
	 * Binds the JSON documents of the content, as {@link EventRecord#lines(Class)}: <pre>
	 * try (Stream&lt;Order&gt; lines = record.stream().gunzip().lines(Order.class)) {
	 * 	lines.forEach(orders::save);
	 * }
	 * </pre>
	 * @param <T> the type
	 * @param type the type of each document
	 * @return the values; the stream is to be closed unless it is read to its end, and
	 * closes this one
	 */
	public <T> Stream<T> lines(Class<T> type) {
		return PayloadDocuments.stream(this.record, this, type);
	}

	/**
	 * Binds the JSON documents of the content to a generic type.
	 * @param <T> the type
	 * @param type the type, as in {@code new TypeReference<List<Order>>() { }}
	 * @return the values, as for {@link #lines(Class)}
	 */
	public <T> Stream<T> lines(TypeReference<T> type) {
		return PayloadDocuments.stream(this.record, this, type.getType());
	}

	/**
	 * Performs an action for each line of the content in UTF-8, and closes this stream.
	 * @param action the action
	 * @throws EventException as for {@link #lines(Charset)}
	 */
	public void forEachLine(Consumer<? super String> action) {
		try (Stream<String> lines = lines()) {
			lines.forEachOrdered(action);
		}
	}

	private void close(IOException failure) {
		try {
			close();
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	@Override
	public String toString() {
		return "PayloadStream[" + this.record + "]";
	}

	/**
	 * Has bytes available until its end. Otherwise {@link GZIPInputStream} ends after the
	 * first of several files if the next one has not arrived yet.
	 */
	private static final class Peeking extends BufferedInputStream {

		Peeking(InputStream stream) {
			super(stream, 16 * 1024);
		}

		@Override
		public synchronized int available() throws IOException {
			if (this.pos < this.count) {
				return this.count - this.pos;
			}
			mark(1);
			int next = read();
			reset();
			return (next < 0) ? 0 : this.count - this.pos;
		}

	}

}
