package io.golambda.event.json;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from a byte array without copying it, and rejects anything that is not JSON.
 * An event is mostly skipped, and its payloads are used where they are in the array,
 * which general parsers do not support. <pre>
 * JsonScanner json = new JsonScanner(bytes);
 * json.enterObject();
 * while (json.nextMember()) {
 * 	if (json.isNamed("Records")) {
 * 		...
 * 	}
 * 	else {
 * 		json.skip();
 * 	}
 * }
 * </pre>
 * <p>
 * A scanner stands before a value. {@link #skip()}, {@link #string()}, {@link #utf8()}
 * and {@link #value()} move behind it. {@link #nextMember()} and {@link #nextElement()}
 * move before the next value of an object or array, or behind the object or array. All
 * methods that move throw a {@link JsonException} if the JSON is invalid up to their new
 * position. Not safe for use by several threads.
 */
public final class JsonScanner {

	/**
	 * The number of objects and arrays that may be nested, the same as Jackson's limit.
	 */
	public static final int MAX_DEPTH = 500;

	// its first byte
	private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

	private final byte[] json;

	private final int start;

	private final int end;

	private final MemberName name;

	private final WordScanner words;

	private int at;

	// no comma comes before the first value
	private boolean entered;

	private int depth;

	// in the last string
	private int escapes;

	private @Nullable UnescapedStrings unescaped;

	/**
	 * Creates a scanner.
	 * @param json the JSON; not copied
	 */
	public JsonScanner(byte[] json) {
		this(json, 0);
	}

	/**
	 * Creates a scanner that starts within an array.
	 * @param json the JSON; not copied
	 * @param at the position of the value to read
	 */
	public JsonScanner(byte[] json, int at) {
		this(json, at, json.length);
	}

	/**
	 * Creates a scanner for a part of an array.
	 * @param json the JSON
	 */
	public JsonScanner(ByteSlice json) {
		this(json.bytes(), json.offset(), json.offset() + json.length());
	}

	/**
	 * Creates a scanner for a part of an array.
	 * @param json the array; not copied
	 * @param at the position of the value to read
	 * @param end the end of the JSON
	 */
	public JsonScanner(byte[] json, int at, int end) {
		this.json = json;
		this.start = at;
		this.end = end;
		this.name = new MemberName(json);
		this.words = new WordScanner(json);
		this.at = (at < end && json[at] == BYTE_ORDER_MARK) ? new ByteSlice(json, at, end - at).textStart() : at;
	}

	/**
	 * Returns the type of the next value without moving.
	 * @return the type, {@link JsonType#NONE} if there is no value
	 */
	public JsonType type() {
		skipSpace();
		return (this.at < this.end) ? JsonType.startingWith(this.json[this.at]) : JsonType.NONE;
	}

	/**
	 * Returns the position of the next value.
	 * @return the position in the array
	 */
	public int position() {
		skipSpace();
		return this.at;
	}

	/**
	 * Returns whether only white space is left.
	 * @return whether the scanner is at the end
	 */
	public boolean isAtEnd() {
		skipSpace();
		return this.at == this.end;
	}

	/**
	 * Requires that only white space is left.
	 */
	public void end() {
		if (isAtEnd()) {
			return;
		}
		if (type() != JsonType.NONE) {
			throw JsonException.severalValues(whole(), this.at);
		}
		throw invalid();
	}

	/**
	 * Enters the next value, an object.
	 */
	public void enterObject() {
		enter('{');
	}

	/**
	 * Enters the next value, an array.
	 */
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
	 * @return whether there is one; otherwise the scanner is behind the object
	 */
	public boolean nextMember() {
		if (!next('}')) {
			return false;
		}
		if (!isAtString()) {
			throw invalid();
		}
		int start = this.at + 1;
		skipString();
		this.name.set(start, this.at - 1, this.escapes > 0);
		skipSpace();
		expect(':');
		skipSpace();
		return true;
	}

	/**
	 * Moves before the next element.
	 * @return whether there is one; otherwise the scanner is behind the array
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
	 * Returns whether the member has a name.
	 * @param name the name, in ASCII
	 * @return whether it is the name of the member
	 */
	public boolean isNamed(String name) {
		return this.name.isAscii(name);
	}

	/**
	 * Returns the length of the name of the member, with its escapes.
	 * @return the number of bytes
	 */
	public int nameLength() {
		return this.name.length();
	}

	/**
	 * Returns whether the name of the member has escapes.
	 * @return whether it has any
	 */
	public boolean isNameEscaped() {
		return this.name.isEscaped();
	}

	/**
	 * Returns the name of the member.
	 * @return the name, empty if it is not UTF-8
	 */
	public String name() {
		return this.name.text();
	}

	/**
	 * Copies the name of the member with its quotes and escapes.
	 * @param to the array to copy to
	 * @param at the position of the copy
	 * @return the position behind the copy
	 */
	public int copyName(byte[] to, int at) {
		return this.name.copy(to, at);
	}

	/**
	 * Copies the next value and moves behind it.
	 * @param to the array to copy to
	 * @param at the position of the copy
	 * @return the position behind the copy
	 */
	public int copyValue(byte[] to, int at) {
		int start = position();
		skip();
		System.arraycopy(this.json, start, to, at, this.at - start);
		return at + this.at - start;
	}

	/**
	 * Returns the next value, a string, and moves behind it.
	 * @return the string, with its escapes
	 */
	public JsonString string() {
		skipSpace();
		if (!isAtString()) {
			throw invalid();
		}
		int start = this.at + 1;
		skipString();
		return new JsonString(this.json, start, this.at - 1, this.escapes);
	}

	/**
	 * Returns the next value, a string, as UTF-8, and moves behind it.
	 * @return the unescaped string, with U+FFFD for unpaired surrogates; without escapes
	 * a view of the array
	 */
	public ByteSlice utf8() {
		skipSpace();
		if (!isAtString()) {
			throw invalid();
		}
		int start = this.at + 1;
		int i = start;
		while (i < this.end && JsonEscape.isUnescaped(this.json[i])) {
			i++;
		}
		if (i < this.end && this.json[i] == '"') {
			this.at = i + 1;
			return new ByteSlice(this.json, start, i - start);
		}
		return unescape(start, i);
	}

	private ByteSlice unescape(int start, int firstEscape) {
		UnescapedStrings unescaped = (this.unescaped != null) ? this.unescaped : new UnescapedStrings();
		this.unescaped = unescaped;
		int behind = unescaped.read(this.json, start, firstEscape, this.end);
		if (behind < 0) {
			this.at = ~behind;
			throw invalid();
		}
		this.at = behind;
		return unescaped.last();
	}

	/**
	 * Returns the JSON of the next value and moves behind it.
	 * @return a view of the array
	 */
	public ByteSlice value() {
		int start = position();
		skip();
		return since(start);
	}

	/**
	 * Returns everything since an earlier position.
	 * @param start the position
	 * @return a view of the array
	 */
	public ByteSlice since(int start) {
		return new ByteSlice(this.json, start, this.at - start);
	}

	/**
	 * Moves behind the next value.
	 */
	public void skip() {
		skipSpace();
		if (isAtString()) {
			// most values are strings
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
			default -> throw invalid();
		}
	}

	private boolean isAtString() {
		return this.at < this.end && this.json[this.at] == '"';
	}

	private void skipString() {
		byte[] bytes = this.json;
		int end = this.end;
		int i = this.words.skip(this.at + 1, end);
		int found = 0;
		while (i < end) {
			byte next = bytes[i];
			if (JsonEscape.isUnescaped(next)) {
				i++;
			}
			else if (next == '"') {
				this.at = i + 1;
				this.escapes = found;
				return;
			}
			else if (next == '\\') {
				found++;
				// the most frequent escape by far when JSON contains JSON
				i = (i + 1 < end && bytes[i + 1] == '"') ? i + 2 : behindEscape(i);
			}
			else {
				break;
			}
		}
		this.at = i;
		throw invalid();
	}

	private int behindEscape(int backslash) {
		int behind = JsonEscape.end(this.json, backslash, this.end);
		if (behind < 0) {
			this.at = backslash + 1;
			throw invalid();
		}
		return behind;
	}

	private void skipNumber() {
		int behind = JsonNumber.end(this.json, this.at, this.end);
		if (behind < 0) {
			throw invalid();
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
			throw invalid();
		}
		this.at++;
	}

	private JsonException invalid() {
		ByteSlice json = whole();
		return json.isUtf16() ? JsonException.utf16(json, this.at) : JsonException.malformed(json, this.at);
	}

	private ByteSlice whole() {
		return new ByteSlice(this.json, this.start, this.end - this.start);
	}

}
