package io.golambda.logging;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteCapability;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TreeNode;
import tools.jackson.core.Version;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.util.JacksonFeatureSet;

/**
 * A generator that accepts values only, not arbitrary text, and reduces the many ways to
 * write a value to one for each kind of value.
 */
abstract class ValueGenerator extends JsonGenerator {

	private static final JacksonFeatureSet<StreamWriteCapability> CAPABILITIES = JacksonFeatureSet
		.fromDefaults(StreamWriteCapability.values());

	private boolean closed;

	@Override
	public JsonGenerator writeStartArray() {
		return writeStartArray(null);
	}

	@Override
	public JsonGenerator writeStartArray(@Nullable Object currentValue, int size) {
		return writeStartArray(currentValue);
	}

	@Override
	public JsonGenerator writeStartObject() {
		return writeStartObject(null);
	}

	@Override
	public JsonGenerator writeStartObject(@Nullable Object currentValue, int size) {
		return writeStartObject(currentValue);
	}

	@Override
	public JsonGenerator writeName(SerializableString name) {
		return writeName(name.getValue());
	}

	@Override
	public JsonGenerator writePropertyId(long id) {
		return writeName(Long.toString(id));
	}

	@Override
	public JsonGenerator writeString(Reader reader, int length) {
		char[] text = new char[TextMasker.MOST_TEXT + 1];
		int read = 0;
		try {
			for (int more = 0; more >= 0 && read < text.length; read += Math.max(0, more)) {
				more = reader.read(text, read, text.length - read);
			}
		}
		catch (IOException ex) {
			throw JacksonIOException.construct(ex, this);
		}
		return writeString(text, 0, read);
	}

	@Override
	public JsonGenerator writeString(char[] buffer, int offset, int length) {
		return writeString(new String(buffer, offset, length));
	}

	@Override
	public JsonGenerator writeString(SerializableString text) {
		return writeString(text.getValue());
	}

	@Override
	public JsonGenerator writeUTF8String(byte[] buffer, int offset, int length) {
		return writeString(new String(buffer, offset, length, StandardCharsets.UTF_8));
	}

	@Override
	public JsonGenerator writeRawUTF8String(byte[] buffer, int offset, int length) {
		throw unsupported();
	}

	@Override
	public JsonGenerator writeRaw(String text) {
		throw unsupported();
	}

	@Override
	public JsonGenerator writeRaw(String text, int offset, int length) {
		throw unsupported();
	}

	@Override
	public JsonGenerator writeRaw(char[] buffer, int offset, int length) {
		throw unsupported();
	}

	@Override
	public JsonGenerator writeRaw(char c) {
		throw unsupported();
	}

	private static UnsupportedOperationException unsupported() {
		return new UnsupportedOperationException("Text that is not a value cannot be masked.");
	}

	@Override
	public JsonGenerator writeRawValue(String json, int offset, int length) {
		return writeRawValue(json.substring(offset, offset + length));
	}

	@Override
	public JsonGenerator writeRawValue(char[] buffer, int offset, int length) {
		return writeRawValue(new String(buffer, offset, length));
	}

	@Override
	public JsonGenerator writeTree(@Nullable TreeNode tree) {
		return writePOJO(tree);
	}

	@Override
	public JsonGenerator configure(StreamWriteFeature feature, boolean enabled) {
		return this;
	}

	@Override
	public boolean isEnabled(StreamWriteFeature feature) {
		return feature.enabledByDefault();
	}

	@Override
	public int streamWriteFeatures() {
		return StreamWriteFeature.collectDefaults();
	}

	@Override
	public boolean has(StreamWriteCapability capability) {
		return CAPABILITIES.isEnabled(capability);
	}

	@Override
	public JacksonFeatureSet<StreamWriteCapability> streamWriteCapabilities() {
		return CAPABILITIES;
	}

	@Override
	public @Nullable Object streamWriteOutputTarget() {
		return null;
	}

	@Override
	public int streamWriteOutputBuffered() {
		return -1;
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void flush() {
		// nothing is buffered
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
