package io.golambda.event.json;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Looks at the text of JSON strings eight bytes at a time: most of an event is text in
 * which nothing happens.
 *
 * @see <a href=
 * "https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord">Determine if a word
 * has a zero byte</a>
 */
final class WordScanner {

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final long SPACES = ' ' * ONES;

	private static final long QUOTES = '"' * ONES;

	private static final long BACKSLASHES = '\\' * ONES;

	private WordScanner() {
	}

	// a buffer, because the JVM reads its longs in one go without a VarHandle's start-up
	static ByteBuffer over(byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * Marks the bytes that end a plain run of a JSON string: quotes, backslashes and
	 * control characters. Only the first mark is exact.
	 */
	static long ends(long bytes) {
		long quotes = bytes ^ QUOTES;
		long backslashes = bytes ^ BACKSLASHES;
		return (((quotes - ONES) & ~quotes) | ((backslashes - ONES) & ~backslashes) | ((bytes - SPACES) & ~bytes))
				& HIGH_BITS;
	}

	/**
	 * How many bytes come before the first mark; eight if there is none.
	 */
	static int before(long marks) {
		return Long.numberOfTrailingZeros(marks) >>> 3;
	}

}
