package io.golambda.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

/**
 * The lines of a record's content. Unlike the readers of the JDK, limits the length of a
 * line and reports malformed text.
 */
final class PayloadLines extends Spliterators.AbstractSpliterator<String> {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private final EventRecord record;

	private final Reader reader;

	private final int maxLength;

	private final char[] buffer = new char[8 * 1024];

	private int at;

	private int end;

	private boolean first = true;

	private boolean afterCarriageReturn;

	PayloadLines(EventRecord record, InputStream content, Charset charset) {
		super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
		this.record = record;
		this.reader = new InputStreamReader(content,
				charset.newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT));
		this.maxLength = (int) Math.min(record.event().eventMapper().inflater().limit(),
				Runtime.getRuntime().maxMemory() / 8);
	}

	Stream<String> stream() {
		return StreamSupport.stream(this, false);
	}

	@Override
	public boolean tryAdvance(Consumer<? super String> action) {
		String line;
		try {
			line = next();
		}
		catch (IOException ex) {
			throw EventException.notStreamed(this.record, ex);
		}
		if (line == null) {
			return false;
		}
		action.accept(line);
		return true;
	}

	private @Nullable String next() throws IOException {
		StringBuilder beginning = null;
		while (fill()) {
			int start = this.at;
			while (this.at < this.end && this.buffer[this.at] != '\n' && this.buffer[this.at] != '\r') {
				this.at++;
			}
			int length = this.at - start;
			if (this.at < this.end) {
				this.afterCarriageReturn = this.buffer[this.at++] == '\r';
				String rest = new String(this.buffer, start, length);
				return (beginning != null) ? beginning.append(rest).toString() : rest;
			}
			beginning = (beginning != null) ? beginning : new StringBuilder(2 * length);
			if (beginning.length() + length > this.maxLength) {
				throw EventException.forRecord(this.record, "has a line of more than " + this.maxLength
						+ " characters; read its bytes, or raise golambda.event.inflated-limit and the memory");
			}
			beginning.append(this.buffer, start, length);
		}
		return (beginning != null) ? beginning.toString() : null;
	}

	private boolean fill() throws IOException {
		while (this.at == this.end || this.afterCarriageReturn || this.first) {
			if (this.at == this.end) {
				this.end = Math.max(0, this.reader.read(this.buffer));
				this.at = 0;
				if (this.end == 0) {
					return false;
				}
			}
			if (this.afterCarriageReturn && this.buffer[this.at] == '\n') {
				this.at++;
			}
			this.afterCarriageReturn = false;
			if (this.first && this.buffer[this.at] == BYTE_ORDER_MARK) {
				this.at++;
			}
			this.first = false;
		}
		return true;
	}

}
