package io.golambda.event.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Walks over JSON in a byte array without copying any of it, and notices all that is not
 * JSON. This is what Jackson's parser is too general for: an event is mostly skipped, and
 * what is wanted of it is where it lies.
 * <p>
 * The scanner stands before a value; {@link #skip()} and {@link #string()} move behind
 * it. Within an object or an array, {@link #nextMember()} and {@link #nextElement()} move
 * before the next value, or behind the whole. Not safe for use by several threads.
 */
public final class JsonScanner {

	/**
	 * The number of objects and arrays that may be nested, the same as Jackson's limit.
	 */
	public static final int MAX_DEPTH = 500;

	// the first byte of it in UTF-8
	private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

	private final byte[] json;

	private final ByteBuffer words;

	private final int start;

	private final int end;

	private int at;

	// whether an object or array was just entered, so that no comma is due
	private boolean entered;

	private int depth;

	private int nameStart;

	private int nameEnd;

	private boolean nameEscaped;

	// how many escapes the last string had
	private int escapes;

	private @Nullable Unescaped unescaped;

	public JsonScanner(byte[] json) {
		this(json, 0);
	}

	public JsonScanner(byte[] json, int at) {
		this(json, at, json.length);
	}

	public JsonScanner(ByteSlice json) {
		this(json.bytes(), json.offset(), json.offset() + json.length());
	}

	public JsonScanner(byte[] json, int at, int end) {
		this.json = json;
		this.words = WordScanner.over(json);
		this.start = at;
		this.end = end;
		this.at = (at < end && json[at] == BYTE_ORDER_MARK) ? new ByteSlice(json, at, end - at).textStart() : at;
	}

	/**
	 * The type of the value that comes next.
	 */
	public JsonType type() {
		skipSpace();
		return (this.at < this.end) ? JsonType.startingWith(this.json[this.at]) : JsonType.NONE;
	}

	/**
	 * Where the value that comes next begins.
	 */
	public int position() {
		skipSpace();
		return this.at;
	}

	/**
	 * Whether nothing but white space comes.
	 */
	public boolean isAtEnd() {
		skipSpace();
		return this.at == this.end;
	}

	/**
	 * Requires that nothing but white space comes.
	 */
	public void end() {
		if (isAtEnd()) {
			return;
		}
		if (type() != JsonType.NONE) {
			throw JsonException.severalValues(whole(), this.at);
		}
		throw wrong();
	}

	public void enterObject() {
		enter('{');
	}

	public void enterArray() {
		enter('[');
	}

	private void enter(char bracket) {
		skipSpace();
		expect(bracket);
		this.entered = true;
		if (++this.depth > MAX_DEPTH) {
			throw JsonException.nestedTooDeep(whole(), this.at);
		}
	}

	/**
	 * Moves before the value of the next member.
	 * @return whether there is one; if not, the object is left
	 */
	public boolean nextMember() {
		if (!next('}')) {
			return false;
		}
		if (!isAtString()) {
			throw wrong();
		}
		this.nameStart = this.at + 1;
		skipString();
		this.nameEnd = this.at - 1;
		this.nameEscaped = this.escapes > 0;
		skipSpace();
		expect(':');
		skipSpace();
		return true;
	}

	/**
	 * Moves before the next element.
	 * @return whether there is one; if not, the array is left
	 */
	public boolean nextElement() {
		return next(']');
	}

	private boolean next(char bracket) {
		skipSpace();
		boolean first = this.entered;
		this.entered = false;
		if (this.at < this.end && this.json[this.at] == bracket) {
			this.at++;
			this.depth--;
			return false;
		}
		if (!first) {
			expect(',');
			skipSpace();
		}
		return true;
	}

	/**
	 * Whether the member has this name.
	 * @param name a name of ASCII characters
	 */
	public boolean isNamed(String name) {
		if (this.nameEscaped) {
			return name().equals(name);
		}
		int length = name.length();
		if (this.nameEnd - this.nameStart != length) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if (this.json[this.nameStart + i] != name.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * How many bytes the name of the member has as it stands.
	 */
	public int nameLength() {
		return this.nameEnd - this.nameStart;
	}

	/**
	 * Whether the name of the member has escapes.
	 */
	public boolean isNameEscaped() {
		return this.nameEscaped;
	}

	/**
	 * The name of the member.
	 */
	public String name() {
		if (!this.nameEscaped) {
			return new String(this.json, this.nameStart, this.nameEnd - this.nameStart, StandardCharsets.UTF_8);
		}
		return new JsonString(this.json, this.nameStart, this.nameEnd, 1).text().orElse("");
	}

	/**
	 * Copies the name of the member as it stands, with its quotes.
	 * @return where the copy ends
	 */
	public int copyName(byte[] to, int at) {
		int length = this.nameEnd - this.nameStart + 2;
		System.arraycopy(this.json, this.nameStart - 1, to, at, length);
		return at + length;
	}

	/**
	 * Copies the value that comes next as it stands, and moves behind it.
	 * @return where the copy ends
	 */
	public int copyValue(byte[] to, int at) {
		int start = position();
		skip();
		System.arraycopy(this.json, start, to, at, this.at - start);
		return at + this.at - start;
	}

	/**
	 * The string that comes next.
	 */
	public JsonString string() {
		skipSpace();
		if (!isAtString()) {
			throw wrong();
		}
		int start = this.at + 1;
		skipString();
		return new JsonString(this.json, start, this.at - 1, this.escapes);
	}

	/**
	 * What the string says that comes next, as UTF-8. Where nothing is escaped this is a
	 * view of the event, and nothing is copied. An escape that is half of a surrogate
	 * pair becomes U+FFFD.
	 */
	public ByteSlice utf8() {
		skipSpace();
		if (!isAtString()) {
			throw wrong();
		}
		int start = this.at + 1;
		int plainEnd = plainEnd(start);
		if (plainEnd < this.end && this.json[plainEnd] == '"') {
			this.at = plainEnd + 1;
			return new ByteSlice(this.json, start, plainEnd - start);
		}
		return unescape(start, plainEnd);
	}

	// where a quote, a backslash or a control character is
	private int plainEnd(int start) {
		int i = start;
		while (i < this.end) {
			if (i + Long.BYTES <= this.end) {
				int plain = WordScanner.before(WordScanner.ends(this.words.getLong(i)));
				i += plain;
				if (plain == Long.BYTES) {
					continue;
				}
				return i;
			}
			byte next = this.json[i];
			if (next == '"' || next == '\\' || (next >= 0 && next < ' ')) {
				return i;
			}
			i++;
		}
		return i;
	}

	// in the same pass: to look for the end first, and then for the escapes, takes twice
	// as long
	private ByteSlice unescape(int start, int plainEnd) {
		Unescaped unescaped = (this.unescaped != null) ? this.unescaped : new Unescaped();
		this.unescaped = unescaped;
		byte[] from = this.json;
		int end = this.end;
		int length = unescaped.begin(from, start, plainEnd - start, end - start);
		byte[] to = unescaped.bytes();
		ByteBuffer target = unescaped.words();
		int i = plainEnd;
		while (i < end) {
			if (length + Unescaped.ROOM > to.length) {
				length = unescaped.makeRoom(length, end - i);
				to = unescaped.bytes();
				target = unescaped.words();
			}
			if (i + Long.BYTES <= end) {
				long bytes = this.words.getLong(i);
				int plain = WordScanner.before(WordScanner.ends(bytes));
				target.putLong(length, bytes);
				length += plain;
				i += plain;
				if (plain == Long.BYTES) {
					continue;
				}
			}
			byte next = from[i];
			if (next == '"') {
				this.at = i + 1;
				return unescaped.end(length);
			}
			if (next == '\\') {
				if (i + 1 < end && from[i + 1] == '"') {
					// by far the most frequent escape where JSON lies in JSON
					to[length++] = '"';
					i += 2;
					continue;
				}
				int behind = behindEscape(i);
				int codePoint = JsonEscape.codePoint(from, i, end);
				length = JsonEscape.append(to, length, codePoint);
				i = (codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT) ? behind : behindEscape(behind);
			}
			else if (next >= 0 && next < ' ') {
				this.at = i;
				throw wrong();
			}
			else {
				to[length++] = next;
				i++;
			}
		}
		this.at = i;
		throw wrong();
	}

	/**
	 * The value that comes next, as it stands.
	 */
	public ByteSlice value() {
		int start = position();
		skip();
		return since(start);
	}

	/**
	 * All between a place before and here, as it stands.
	 */
	public ByteSlice since(int start) {
		return new ByteSlice(this.json, start, this.at - start);
	}

	/**
	 * Skips the value that comes next.
	 */
	public void skip() {
		skipSpace();
		if (isAtString()) {
			// most values are, and need no look at their type
			skipString();
			return;
		}
		switch (type()) {
			case OBJECT -> {
				enterObject();
				while (nextMember()) {
					skip();
				}
			}
			case ARRAY -> {
				enterArray();
				while (nextElement()) {
					skip();
				}
			}
			case NUMBER -> skipNumber();
			case BOOLEAN -> skipLiteral((this.json[this.at] == 't') ? "true" : "false");
			case NULL -> skipLiteral("null");
			default -> throw wrong();
		}
	}

	private boolean isAtString() {
		return this.at < this.end && this.json[this.at] == '"';
	}

	private void skipString() {
		byte[] bytes = this.json;
		int end = this.end;
		int i = this.at + 1;
		int found = 0;
		while (i < end) {
			if (i + Long.BYTES <= end) {
				int plain = WordScanner.before(WordScanner.ends(this.words.getLong(i)));
				i += plain;
				if (plain == Long.BYTES) {
					continue;
				}
			}
			byte next = bytes[i];
			if (next == '"') {
				this.at = i + 1;
				this.escapes = found;
				return;
			}
			if (next == '\\') {
				found++;
				// by far the most frequent escape where JSON lies in JSON
				i = (i + 1 < end && bytes[i + 1] == '"') ? i + 2 : behindEscape(i);
			}
			else if (next >= 0 && next < ' ') {
				this.at = i;
				throw wrong();
			}
			else {
				i++;
			}
		}
		this.at = i;
		throw wrong();
	}

	private int behindEscape(int backslash) {
		int behind = JsonEscape.end(this.json, backslash, this.end);
		if (behind < 0) {
			this.at = backslash + 1;
			throw wrong();
		}
		return behind;
	}

	private void skipNumber() {
		int behind = JsonNumber.end(this.json, this.at, this.end);
		if (behind < 0) {
			throw wrong();
		}
		this.at = behind;
	}

	private void skipLiteral(String literal) {
		for (int i = 0; i < literal.length(); i++) {
			expect(literal.charAt(i));
		}
	}

	private void skipSpace() {
		if (this.at < this.end && this.json[this.at] > ' ') {
			// AWS writes no white space
			return;
		}
		while (this.at < this.end) {
			switch (this.json[this.at]) {
				case ' ', '\n', '\r', '\t' -> this.at++;
				default -> {
					return;
				}
			}
		}
	}

	private void expect(char wanted) {
		if (this.at >= this.end || this.json[this.at] != wanted) {
			throw wrong();
		}
		this.at++;
	}

	private JsonException wrong() {
		ByteSlice json = whole();
		return json.isUtf16() ? JsonException.utf16(json, this.at) : JsonException.malformed(json, this.at);
	}

	private ByteSlice whole() {
		return new ByteSlice(this.json, this.start, this.end - this.start);
	}

}
