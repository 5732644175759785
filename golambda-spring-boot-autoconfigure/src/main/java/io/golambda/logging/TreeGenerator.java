package io.golambda.logging;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamWriteException;
import tools.jackson.core.util.SimpleStreamWriteContext;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.util.RawValue;

/**
 * Collects what Jackson writes as maps, lists, strings, numbers, booleans and
 * {@code null}, up to a {@link SizeLimit}. Once the limit is reached, every further write
 * fails, so that even an endless value comes to an end. For one value only.
 */
final class TreeGenerator extends ValueGenerator {

	private final ObjectMapper mapper;

	private final SizeLimit limit;

	// of a string, as far as it counts towards the limit
	private final int longest;

	private final boolean serializing;

	private final Deque<Object> open = new ArrayDeque<>();

	private SimpleStreamWriteContext context = SimpleStreamWriteContext.createRootContext(null);

	private @Nullable ObjectWriteContext writeContext;

	private @Nullable Object root = JsonTree.CUT;

	private @Nullable String name;

	// containers that are open and too deep to be collected
	private int skipped;

	private boolean full;

	/**
	 * Creates a generator.
	 * @param mapper serializes nested objects
	 * @param limit the size of the value
	 * @param longest the most characters of a string that count
	 * @param serializing whether nested objects are serialized, or collected as they are
	 */
	TreeGenerator(ObjectMapper mapper, SizeLimit limit, int longest, boolean serializing) {
		this.mapper = mapper;
		this.limit = limit;
		this.longest = longest;
		this.serializing = serializing;
	}

	/**
	 * Returns the value that was written. If it is incomplete, its open objects and
	 * arrays end with {@code "…"}.
	 */
	@Nullable Object tree() {
		while (!this.open.isEmpty()) {
			Object container = this.open.pop();
			if (container instanceof Map<?, ?>) {
				endEarly(asObject(container), this.name);
				this.name = null;
			}
			else {
				asArray(container).add(JsonTree.CUT);
			}
		}
		return this.root;
	}

	private static void endEarly(Map<String, @Nullable Object> object, @Nullable String name) {
		if (name != null) {
			object.put(name, JsonTree.CUT);
		}
		NameValuePairs.maskValuesWithoutName(object);
		object.put(JsonTree.unique(object, JsonTree.CUT), JsonTree.CUT);
	}

	/**
	 * Returns whether a write has failed because the limit was reached.
	 */
	boolean isFull() {
		return this.full;
	}

	/**
	 * Returns the name whose value was not written.
	 */
	@Nullable String pendingName() {
		return this.name;
	}

	private JsonGenerator add(@Nullable Object value) {
		this.limit.takeScalar();
		append(value);
		return this;
	}

	private void append(@Nullable Object value) {
		if (this.limit.isReached() && !this.open.isEmpty()) {
			this.full = true;
			throw new StreamWriteException(this, "The value is too long.");
		}
		if (!this.context.writeValue()) {
			throw new StreamWriteException(this, "A value in an object needs a name.");
		}
		if (this.skipped > 0) {
			return;
		}
		Object container = this.open.peek();
		if (container == null) {
			this.root = value;
		}
		else if (container instanceof Map<?, ?>) {
			asObject(container).put(this.name, value);
			this.name = null;
		}
		else {
			asArray(container).add(value);
		}
	}

	private JsonGenerator start(Object container, SimpleStreamWriteContext child) {
		streamWriteConstraints().validateNestingDepth(child.getNestingDepth());
		this.context = child;
		if (this.skipped > 0 || this.open.size() == JsonTree.MOST_DEPTH) {
			this.skipped++;
		}
		else {
			this.open.push(container);
		}
		return this;
	}

	private JsonGenerator end(boolean matches) {
		if (!matches || (this.skipped == 0 && this.open.isEmpty())) {
			throw new StreamWriteException(this, "There is no such object or array to end.");
		}
		if (this.skipped > 0) {
			this.skipped--;
		}
		else {
			this.open.pop();
			this.name = null;
		}
		this.context = this.context.clearAndGetParent();
		return this;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, @Nullable Object> asObject(Object container) {
		return (Map<String, @Nullable Object>) container;
	}

	@SuppressWarnings("unchecked")
	private static List<@Nullable Object> asArray(Object container) {
		return (List<@Nullable Object>) container;
	}

	@Override
	public JsonGenerator writeStartArray(@Nullable Object currentValue) {
		Object array = new ArrayList<>();
		add(container(array));
		return start(array, this.context.createChildArrayContext(currentValue));
	}

	@Override
	public JsonGenerator writeEndArray() {
		return end(this.context.inArray());
	}

	@Override
	public JsonGenerator writeStartObject(@Nullable Object currentValue) {
		Object object = new LinkedHashMap<>();
		add(container(object));
		return start(object, this.context.createChildObjectContext(currentValue));
	}

	private Object container(Object container) {
		return (this.open.size() == JsonTree.MOST_DEPTH) ? JsonTree.CUT : container;
	}

	@Override
	public JsonGenerator writeEndObject() {
		return end(this.context.inObject());
	}

	@Override
	public JsonGenerator writeName(String name) {
		if (!this.context.writeName(name)) {
			throw new StreamWriteException(this, "A name was not expected.");
		}
		this.limit.take(name.length());
		if (this.skipped == 0) {
			this.name = JsonTree.unique(asObject(this.open.element()), name);
		}
		return this;
	}

	@Override
	public JsonGenerator writeString(@Nullable String text) {
		if (text == null) {
			return writeNull();
		}
		add(text);
		this.limit.take(Math.min(text.length(), this.longest));
		return this;
	}

	@Override
	public JsonGenerator writeRawValue(String json) {
		if (!this.serializing) {
			return add(new RawValue(json));
		}
		try (JsonParser in = ValueParsers.create(json.substring(0, Math.min(json.length(), this.limit.left())))) {
			add(new JsonTree(in).read());
		}
		this.limit.take(json.length());
		return this;
	}

	@Override
	public JsonGenerator writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
		if (length > this.limit.left()) {
			add(JsonTree.CUT);
			this.limit.take(length);
			return this;
		}
		return writeString(variant.encode(Arrays.copyOfRange(data, offset, offset + length)));
	}

	@Override
	public int writeBinary(Base64Variant variant, InputStream data, int length) {
		try {
			byte[] read = data.readNBytes(this.limit.left() + 1);
			writeBinary(variant, read, 0, read.length);
			return read.length;
		}
		catch (IOException ex) {
			throw JacksonIOException.construct(ex, this);
		}
	}

	@Override
	public JsonGenerator writeNumber(short number) {
		return add(number);
	}

	@Override
	public JsonGenerator writeNumber(int number) {
		return add(number);
	}

	@Override
	public JsonGenerator writeNumber(long number) {
		return add(number);
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigInteger number) {
		return (number != null) ? writeNumber(number, number) : writeNull();
	}

	@Override
	public JsonGenerator writeNumber(double number) {
		return add(number);
	}

	@Override
	public JsonGenerator writeNumber(float number) {
		return add(number);
	}

	@Override
	public JsonGenerator writeNumber(@Nullable BigDecimal number) {
		return (number != null) ? writeNumber(number, number.unscaledValue()) : writeNull();
	}

	private JsonGenerator writeNumber(Number number, BigInteger digits) {
		// the digits take a time that grows by the square of their number
		return (digits.bitLength() <= this.limit.left()) ? writeNumber(number.toString()) : add(JsonTree.CUT);
	}

	@Override
	public JsonGenerator writeNumber(String number) {
		add(new JsonNumber(number));
		this.limit.take(number.length());
		return this;
	}

	@Override
	public JsonGenerator writeBoolean(boolean bool) {
		return add(bool);
	}

	@Override
	public JsonGenerator writeNull() {
		return add(null);
	}

	@Override
	public JsonGenerator writePOJO(@Nullable Object value) {
		if (!this.serializing || value == null) {
			return add(value);
		}
		objectWriteContext().writeValue(this, value);
		return this;
	}

	@Override
	public TokenStreamContext streamWriteContext() {
		return this.context;
	}

	@Override
	public ObjectWriteContext objectWriteContext() {
		ObjectWriteContext known = this.writeContext;
		if (known == null) {
			// the only way to the mapper's own
			try (JsonGenerator other = this.mapper.createGenerator(Writer.nullWriter())) {
				known = other.objectWriteContext();
			}
			this.writeContext = known;
		}
		return known;
	}

	@Override
	public @Nullable Object currentValue() {
		return this.context.currentValue();
	}

	@Override
	public void assignCurrentValue(@Nullable Object value) {
		this.context.assignCurrentValue(value);
	}

}
