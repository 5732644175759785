package io.golambda.event.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

/**
 * Scans long strings, such as Base64, eight bytes at a time.
 *
 * @see <a href=
 * "https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord">Determine if a word
 * has a zero byte</a>
 */
final class WordScanner {

	// shorter ones are scanned faster byte by byte
	private static final int LONG = 32;

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final long SPACES = ' ' * ONES;

	private static final long QUOTES = '"' * ONES;

	private static final long BACKSLASHES = '\\' * ONES;

	private final byte[] json;

	// reads a long at once without the start-up time of a VarHandle
	private @Nullable ByteBuffer words;

	WordScanner(byte[] json) {
		this.json = json;
	}

	/**
	 * Skips plain characters: neither quotes, nor backslashes, nor control characters.
	 * @param from the position to start at
	 * @param end the end of the JSON
	 * @return the position of the first other character, or a position less than eight
	 * bytes before the end
	 */
	int skip(int from, int end) {
		int longFrom = Math.min(from + LONG, end);
		int at = from;
		while (at < longFrom && JsonEscape.isUnescaped(this.json[at])) {
			at++;
		}
		return (at == longFrom) ? skipWords(at, end) : at;
	}

	private int skipWords(int from, int end) {
		ByteBuffer words = (this.words != null) ? this.words
				: ByteBuffer.wrap(this.json).order(ByteOrder.LITTLE_ENDIAN);
		this.words = words;
		int at = from;
		while (at <= end - Long.BYTES) {
			long marks = marks(words.getLong(at));
			if (marks != 0) {
				return at + (Long.numberOfTrailingZeros(marks) >>> 3);
			}
			at += Long.BYTES;
		}
		return at;
	}

	// marks the characters that are not plain; only the first mark is exact
	private static long marks(long word) {
		long quotes = word ^ QUOTES;
		long backslashes = word ^ BACKSLASHES;
		return (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes) | ((word - SPACES) & ~word))
				& HIGH_BITS;
	}

}
