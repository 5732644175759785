package io.golambda.payload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Notes when the content has been read to its end.
 */
final class NotedStream extends FilterInputStream {

	private final long length;

	private final Runnable atEnd;

	private long count;

	private boolean ended;

	/**
	 * Creates a stream.
	 * @param length the length of the content, or -1 if it is not known
	 */
	NotedStream(InputStream content, long length, Runnable atEnd) {
		super(content);
		this.length = length;
		this.atEnd = atEnd;
		count(0);
	}

	@Override
	public int read() throws IOException {
		int next = super.read();
		count((next < 0) ? -1 : 1);
		return next;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = super.read(bytes, offset, length);
		count(read);
		return read;
	}

	@Override
	public long skip(long count) throws IOException {
		long skipped = super.skip(count);
		count(skipped);
		return skipped;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	private void count(long read) {
		this.count += Math.max(0, read);
		if (!this.ended && (read < 0 || this.count == this.length)) {
			this.ended = true;
			this.atEnd.run();
		}
	}

}
