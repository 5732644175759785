package io.golambda.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.ByteSlice;

/**
 * Finds where each of several JSON documents ends: by its last bracket or quote, or for
 * other values by white space. Documents may follow each other on lines, without anything
 * between them, or after a record separator (RFC 7464). Does not check them; a document
 * that lacks a bracket at its end includes what follows.
 */
final class DocumentSplitter {

	private static final int RECORD_SEPARATOR = 0x1E;

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private final InputStream content;

	private final int limit;

	private final byte[] buffer = new byte[8 * 1024];

	private int at;

	private int end;

	private long nextLine = 1;

	private long line;

	private byte[] document = new byte[1024];

	private int length;

	/**
	 * Creates a splitter.
	 * @param content the documents
	 * @param limit the maximum number of bytes of a document
	 */
	DocumentSplitter(InputStream content, int limit) {
		this.content = content;
		this.limit = limit;
	}

	/**
	 * Returns the next document.
	 * @return the document, valid until the next call, or {@code null} after the last one
	 * @throws TooLongException if it is longer than the limit
	 */
	@Nullable ByteSlice next() throws IOException {
		int first = skipSpace();
		if (first < 0) {
			return null;
		}
		this.line = this.nextLine;
		this.length = 0;
		switch (first) {
			case '{', '[' -> readBrackets();
			case '"' -> readString();
			default -> readWord();
		}
		return new ByteSlice(this.document, 0, this.length);
	}

	/**
	 * Returns the line on which the document begins.
	 * @return the number, from 1
	 */
	long line() {
		return this.line;
	}

	/**
	 * Whether the content begins with the magic number of gzip.
	 */
	boolean isGzip() throws IOException {
		return peek() >= 0 && new ByteSlice(this.buffer, 0, this.end).isGzip();
	}

	private int skipSpace() throws IOException {
		skipByteOrderMark();
		int next = peek();
		while (isSpace(next)) {
			this.at++;
			if (next == '\n') {
				this.nextLine++;
			}
			next = peek();
		}
		return next;
	}

	private void skipByteOrderMark() throws IOException {
		if (this.line == 0 && peek() >= 0 && this.at == 0 && this.end >= BYTE_ORDER_MARK.length
				&& Arrays.equals(this.buffer, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
			this.at = BYTE_ORDER_MARK.length;
		}
	}

	private void readBrackets() throws IOException {
		int depth = 0;
		int next;
		do {
			next = peek();
			if (next < 0 || (next == '"' && !readString())) {
				return;
			}
			if (next != '"') {
				depth += (next == '{' || next == '[') ? 1 : (next == '}' || next == ']') ? -1 : 0;
				take();
			}
		}
		while (depth > 0);
	}

	// false at a line break, which is not allowed in a string, or at the end
	private boolean readString() throws IOException {
		take();
		boolean escaped = false;
		int next = peek();
		while (next >= 0 && next != '\n' && (escaped || next != '"')) {
			escaped = !escaped && next == '\\';
			take();
			next = peek();
		}
		if (next == '"') {
			take();
		}
		return next == '"';
	}

	private void readWord() throws IOException {
		int next;
		do {
			take();
			next = peek();
		}
		while (next >= 0 && !isSpace(next) && next != '{' && next != '[' && next != '"');
	}

	private int peek() throws IOException {
		if (this.at == this.end) {
			// both bytes of a magic number, and all of a byte order mark
			this.end = this.content.readNBytes(this.buffer, 0, this.buffer.length);
			this.at = 0;
		}
		return (this.end == 0) ? -1 : this.buffer[this.at] & 0xFF;
	}

	private void take() throws IOException {
		if (this.length == this.limit) {
			throw new TooLongException();
		}
		if (this.length == this.document.length) {
			this.document = Arrays.copyOf(this.document, (int) Math.min(this.limit, 2L * this.length));
		}
		byte taken = this.buffer[this.at++];
		if (taken == '\n') {
			this.nextLine++;
		}
		this.document[this.length++] = taken;
	}

	private static boolean isSpace(int next) {
		return next == ' ' || next == '\n' || next == '\r' || next == '\t' || next == RECORD_SEPARATOR;
	}

	/**
	 * Thrown if a document is longer than the limit.
	 */
	static final class TooLongException extends IOException {

		private static final long serialVersionUID = 1;

	}

}
