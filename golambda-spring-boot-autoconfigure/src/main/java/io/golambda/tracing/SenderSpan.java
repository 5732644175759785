package io.golambda.tracing;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.TraceHeader;

/**
 * The span of a sender, as it comes with an invocation or a record. Immutable.
 *
 * @param traceId 32 hexadecimal digits in lower case
 * @param spanId 16 hexadecimal digits in lower case
 * @param sampled the sender's decision, or {@code null} if it leaves it to the receiver
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">traceparent</a>
 * @see <a href="https://github.com/openzipkin/b3-propagation">B3</a>
 */
record SenderSpan(String traceId, String spanId, @Nullable Boolean sampled) {

	// 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
	private static final int TRACEPARENT_LENGTH = 55;

	/**
	 * Reads a {@code traceparent}.
	 * @return the span; empty if the text is invalid
	 */
	static Optional<SenderSpan> ofTraceparent(@Nullable String text) {
		String value = (text != null) ? text.strip() : "";
		if (value.length() < TRACEPARENT_LENGTH || value.charAt(2) != '-' || value.charAt(35) != '-'
				|| value.charAt(52) != '-' || !isHex(value, 0, 2) || !isHex(value, 53, 55) || value.startsWith("ff")) {
			return Optional.empty();
		}
		// later versions may add fields
		if (value.length() > TRACEPARENT_LENGTH
				&& (value.startsWith("00") || value.charAt(TRACEPARENT_LENGTH) != '-')) {
			return Optional.empty();
		}
		boolean sampled = (Character.digit(value.charAt(54), 16) & 1) == 1;
		return of(value.substring(3, 35), value.substring(36, 52), sampled);
	}

	/**
	 * Reads the single header of B3.
	 * @return the span; empty if the text is invalid or only a sampling decision
	 */
	static Optional<SenderSpan> ofB3(@Nullable String text) {
		String[] parts = (text != null) ? text.strip().split("-", -1) : new String[0];
		if (parts.length < 2 || parts.length > 4) {
			return Optional.empty();
		}
		// trace ids of 64 bits are padded
		String traceId = (parts[0].length() == 16) ? "0".repeat(16) + parts[0] : parts[0];
		Boolean sampled = (parts.length == 2) ? null : (parts[2].equals("1") || parts[2].equals("d"));
		return of(traceId, parts[1], sampled);
	}

	/**
	 * Reads a header of X-Ray.
	 * @return the span; empty if the text is invalid or names no parent
	 */
	static Optional<SenderSpan> ofTraceHeader(@Nullable String text) {
		return Optional.ofNullable(text)
			.flatMap(TraceHeader::parse)
			.flatMap((header) -> header.parent()
				.flatMap((parent) -> of(header.traceId(), parent, header.sampled().orElse(null))));
	}

	private static Optional<SenderSpan> of(String traceId, String spanId, @Nullable Boolean sampled) {
		return (isId(traceId, 32) && isId(spanId, 16)) ? Optional.of(new SenderSpan(traceId, spanId, sampled))
				: Optional.empty();
	}

	// an id is not zero
	private static boolean isId(String text, int length) {
		if (text.length() != length || !isHex(text, 0, length)) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if (text.charAt(i) != '0') {
				return true;
			}
		}
		return false;
	}

	private static boolean isHex(String text, int start, int end) {
		for (int i = start; i < end; i++) {
			char digit = text.charAt(i);
			if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether the sender does not record the trace.
	 */
	boolean isDropped() {
		return Boolean.FALSE.equals(this.sampled);
	}

	String traceparent() {
		return "00-" + this.traceId + "-" + this.spanId + (Boolean.TRUE.equals(this.sampled) ? "-01" : "-00");
	}

	String b3() {
		return this.traceId + "-" + this.spanId + ((this.sampled != null) ? (this.sampled ? "-1" : "-0") : "");
	}

	String traceHeader() {
		return TraceHeader.format(this.traceId, this.spanId, this.sampled);
	}

}
