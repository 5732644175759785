package io.golambda.event;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.Utf8;

/**
 * Decodes a payload that its sender compressed or encoded: by gzip, by zlib, in base64,
 * or in base64 after compressing it.
 *
 * @param record the record with this payload
 */
record PayloadDecoding(EventRecord record) {

	/**
	 * Decodes the payload.
	 * @throws EventException if it is neither compressed nor base64, is damaged, or
	 * inflates to more than the limit
	 */
	ByteSlice decode() {
		ByteSlice payload = this.record.payloadBytes();
		if (isCompressed(payload)) {
			return inflate(payload);
		}
		ByteSlice decoded = base64(payload).orElseThrow(() -> EventException.forRecord(this.record,
				"is neither compressed by gzip or zlib nor base64, so there is nothing to decode; "
						+ "text() and bytes() return it unchanged"));
		return isCompressed(decoded) ? inflate(decoded) : decoded;
	}

	// text can begin like zlib, but compressed data is not UTF-8
	private static boolean isCompressed(ByteSlice bytes) {
		return bytes.isGzip()
				|| (bytes.isZlib() && Utf8.decode(bytes.bytes(), bytes.offset(), bytes.length()).isEmpty());
	}

	private ByteSlice inflate(ByteSlice compressed) {
		byte[] inflated = this.record.event().eventMapper().inflater().inflate(compressed, this.record);
		return new ByteSlice(inflated, 0, inflated.length);
	}

	private static Optional<ByteSlice> base64(ByteSlice text) {
		boolean broken = false;
		boolean url = false;
		for (int i = text.offset(); i < text.offset() + text.length(); i++) {
			byte next = text.bytes()[i];
			broken |= next == '\r' || next == '\n';
			url |= next == '-' || next == '_';
		}
		if (text.length() == 0) {
			return Optional.empty();
		}
		try {
			ByteBuffer decoded = (url ? Base64.getUrlDecoder() : Base64.getDecoder())
				.decode(broken ? unbroken(text) : ByteBuffer.wrap(text.bytes(), text.offset(), text.length()));
			return Optional.of(new ByteSlice(decoded.array(), decoded.arrayOffset(), decoded.remaining()));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	// lines of MIME or PEM, or a line break at the end
	private static ByteBuffer unbroken(ByteSlice text) {
		ByteBuffer joined = ByteBuffer.allocate(text.length());
		for (int i = text.offset(); i < text.offset() + text.length(); i++) {
			if (text.bytes()[i] != '\r' && text.bytes()[i] != '\n') {
				joined.put(text.bytes()[i]);
			}
		}
		return joined.flip();
	}

}
