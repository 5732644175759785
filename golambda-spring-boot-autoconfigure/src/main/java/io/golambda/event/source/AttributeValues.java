package io.golambda.event.source;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Excerpt;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonString;
import io.golambda.event.json.JsonType;

/**
 * Converts attribute values of DynamoDB to plain JSON:
 * <code>{"price":{"N":"9.90"}}</code> becomes <code>{"price":9.90}</code>. One pass over
 * the bytes of an image keeps every digit and every escape. A set becomes an array, a
 * binary value remains base64.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">AttributeValue</a>
 */
final class AttributeValues {

	private final JsonScanner from;

	private final byte[] to;

	private int length;

	// position of the current top-level attribute, whose name an error message shows
	private int attribute;

	private AttributeValues(ByteSlice image) {
		this.from = new JsonScanner(image.bytes(), image.offset());
		// an image is shorter without its types
		this.to = new byte[image.length()];
	}

	/**
	 * Converts an image or the keys of an item.
	 * @param image a JSON object
	 * @return a plain JSON object
	 * @throws RecordException if it has anything but attribute values
	 */
	static ByteSlice plain(ByteSlice image) {
		AttributeValues values = new AttributeValues(image);
		if (values.from.type() != JsonType.OBJECT) {
			throw new RecordException("has an image that is " + values.from.type() + ", not an object");
		}
		values.writeAttributes(true);
		return new ByteSlice(values.to, 0, values.length);
	}

	private void writeAttributes(boolean topLevel) {
		write('{');
		this.from.enterObject();
		for (int i = 0; this.from.nextMember(); i++) {
			if (i > 0) {
				write(',');
			}
			if (topLevel) {
				this.attribute = this.length;
			}
			this.length = this.from.copyName(this.to, this.length);
			write(':');
			writeValue();
		}
		write('}');
	}

	private void writeValue() {
		if (this.from.type() != JsonType.OBJECT) {
			throw wrong("is " + this.from.type() + ", not an attribute value");
		}
		this.from.enterObject();
		if (!this.from.nextMember()) {
			throw wrong("has no type");
		}
		if (this.from.isNamed("S") || this.from.isNamed("B")) {
			copy(JsonType.STRING);
		}
		else if (this.from.isNamed("N")) {
			writeNumber();
		}
		else if (this.from.isNamed("BOOL")) {
			copy(JsonType.BOOLEAN);
		}
		else if (this.from.isNamed("M")) {
			require(JsonType.OBJECT);
			writeAttributes(false);
		}
		else if (this.from.isNamed("L")) {
			writeArray(this::writeValue);
		}
		else if (this.from.isNamed("SS") || this.from.isNamed("BS")) {
			writeArray(() -> copy(JsonType.STRING));
		}
		else if (this.from.isNamed("NS")) {
			writeArray(this::writeNumber);
		}
		else if (this.from.isNamed("NULL")) {
			writeNull();
		}
		else {
			throw wrong("is of the unknown type \"" + Excerpt.of(this.from.name()) + "\"");
		}
		if (this.from.nextMember()) {
			throw wrong("has more than one type");
		}
	}

	private void writeArray(Runnable element) {
		require(JsonType.ARRAY);
		write('[');
		this.from.enterArray();
		for (int i = 0; this.from.nextElement(); i++) {
			if (i > 0) {
				write(',');
			}
			element.run();
		}
		write(']');
	}

	private void writeNumber() {
		require(JsonType.STRING);
		JsonString digits = this.from.string();
		if (!digits.isNumber()) {
			throw wrong("is of type N, but no number");
		}
		int count = digits.end() - digits.start();
		System.arraycopy(digits.json(), digits.start(), this.to, this.length, count);
		this.length += count;
	}

	private void writeNull() {
		require(JsonType.BOOLEAN);
		this.from.skip();
		write('n');
		write('u');
		write('l');
		write('l');
	}

	private void copy(JsonType type) {
		require(type);
		this.length = this.from.copyValue(this.to, this.length);
	}

	private void require(JsonType type) {
		if (this.from.type() != type) {
			throw wrong("holds " + this.from.type() + " where its type has " + type);
		}
	}

	private void write(char ascii) {
		this.to[this.length++] = (byte) ascii;
	}

	private RecordException wrong(String what) {
		String name = new JsonScanner(this.to, this.attribute).string().text().orElse("");
		return new RecordException("has an attribute \"" + Excerpt.of(name) + "\" that " + what);
	}

}
