package io.golambda.tracing.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.golambda.invocation.TraceHeader;

/**
 * A span in the format of X-Ray's tracing header.
 *
 * @param text the header
 * @see <a href=
 * "https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">Tracing
 * header</a>
 */
record XRayHeader(String text) {

	static final String NAME = "X-Amzn-Trace-Id";

	private static final Pattern TRACE_ID = Pattern.compile("(?!0+$)(?:[0-9a-f]{16}){1,2}");

	private static final Pattern SPAN_ID = Pattern.compile("(?!0+$)[0-9a-f]{16}");

	// by which Lambda detects that functions invoke each other in a loop
	private static final Pattern LINEAGE = Pattern.compile("(?:^|;)\\s*(Lineage=[0-9A-Za-z:|,.-]{1,256})\\s*(?:;|$)");

	private static final int TRACE_ID_LENGTH = 32;

	/**
	 * Creates the header of a span.
	 * @param traceId the trace id, 16 or 32 hexadecimal digits
	 * @param spanId the span id, 16 hexadecimal digits
	 * @param sampled whether the span is sampled; {@code null} if that is not decided
	 * @param received the header that Lambda passed with the invocation
	 * @return the header, or empty if X-Ray cannot represent the ids
	 */
	static Optional<XRayHeader> of(String traceId, String spanId, @Nullable Boolean sampled,
			Optional<String> received) {
		if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
			return Optional.empty();
		}
		String root = "0".repeat(TRACE_ID_LENGTH - traceId.length()) + traceId;
		String lineage = received.map(LINEAGE::matcher)
			.filter(Matcher::find)
			.map((found) -> ";" + found.group(1))
			.orElse("");
		return Optional.of(new XRayHeader(TraceHeader.format(root, spanId, sampled) + lineage));
	}

}
