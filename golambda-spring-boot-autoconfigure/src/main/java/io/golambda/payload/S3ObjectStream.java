package io.golambda.payload;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The content of an object, which continues after a lost connection where it ended, ends
 * in time, and does not read the rest when it is closed early.
 */
final class S3ObjectStream extends InputStream {

	private static final int MOST_CONTINUATIONS = 3;

	private final long length;

	private final Continuation continuation;

	private final long end;

	private ResponseInputStream<GetObjectResponse> part;

	private long position;

	private int continuations;

	private boolean closed;

	/**
	 * Creates a stream.
	 * @param length the length of the object in bytes
	 * @param limit the time after which no more is read
	 * @param continuation opens the rest of the object
	 */
	S3ObjectStream(ResponseInputStream<GetObjectResponse> object, long length, Duration limit,
			Continuation continuation) {
		this.part = object;
		this.length = length;
		this.continuation = continuation;
		this.end = System.nanoTime() + limit.toNanos();
	}

	@Override
	public int read() throws IOException {
		byte[] next = new byte[1];
		return (read(next, 0, 1) < 0) ? -1 : next[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int count) throws IOException {
		if (this.closed) {
			throw new IOException("The stream is closed");
		}
		if (count == 0) {
			return 0;
		}
		IOException failure = null;
		while (true) {
			if (this.position < this.length && System.nanoTime() - this.end > 0) {
				throw new IOException("S3 did not send the rest before the function has to end", failure);
			}
			try {
				int read = this.part.read(bytes, offset, count);
				if (read >= 0) {
					this.position += read;
					return read;
				}
				if (this.position >= this.length) {
					return -1;
				}
			}
			catch (IOException ex) {
				failure = ex;
			}
			catch (RuntimeException ex) {
				// the SDK's, of a wrong checksum
				throw new IOException("it is damaged", ex);
			}
			proceed(failure);
		}
	}

	private void proceed(@Nullable IOException failure) throws IOException {
		if (this.position >= this.length || ++this.continuations > MOST_CONTINUATIONS) {
			throw new IOException(
					"the connection to S3 was lost after " + this.position + " of " + this.length + " bytes", failure);
		}
		this.part.abort();
		this.part = this.continuation.openAt(this.position);
	}

	@Override
	public int available() throws IOException {
		return this.closed ? 0 : this.part.available();
	}

	@Override
	public void close() throws IOException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		if (this.position < this.length) {
			this.part.abort();
		}
		else {
			this.part.close();
		}
	}

	/**
	 * Opens an object at a position.
	 */
	@FunctionalInterface
	interface Continuation {

		ResponseInputStream<GetObjectResponse> openAt(long position) throws IOException;

	}

}
