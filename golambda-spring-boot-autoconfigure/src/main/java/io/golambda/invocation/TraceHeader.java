package io.golambda.invocation;

import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A trace header of AWS X-Ray, as Lambda passes it to an invocation and Amazon SQS to a
 * message: <pre>
 * Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
 * </pre>
 * <p>
 * Immutable and safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">Tracing
 * header</a>
 */
public final class TraceHeader {

	private final String root;

	private final @Nullable String parent;

	private final @Nullable Boolean sampled;

	private TraceHeader(String root, @Nullable String parent, @Nullable Boolean sampled) {
		this.root = root;
		this.parent = parent;
		this.sampled = sampled;
	}

	/**
	 * Parses a header. Its members may be in any order, and others are ignored.
	 * @param header the header
	 * @return the parsed header; empty if it has no valid {@code Root}
	 */
	public static Optional<TraceHeader> parse(String header) {
		String root = null;
		String parent = null;
		Boolean sampled = null;
		for (int start = 0; start < header.length();) {
			int end = header.indexOf(';', start);
			end = (end < 0) ? header.length() : end;
			String member = header.substring(start, end).strip();
			start = end + 1;
			if (member.startsWith("Root=")) {
				root = member.substring("Root=".length());
			}
			else if (member.startsWith("Parent=")) {
				parent = member.substring("Parent=".length());
			}
			else if (member.equals("Sampled=1") || member.equals("Sampled=0")) {
				sampled = member.endsWith("1");
			}
		}
		if (root == null || !isRoot(root)) {
			return Optional.empty();
		}
		return Optional.of(new TraceHeader(root, isParent(parent) ? parent : null, sampled));
	}

	/**
	 * Formats a header for a span.
	 * @param traceId the id of the trace in W3C's format, 32 hexadecimal digits
	 * @param spanId the id of the span, 16 hexadecimal digits
	 * @param sampled the sampling decision, or {@code null} to leave it to the receiver
	 * @return the header
	 */
	public static String format(String traceId, String spanId, @Nullable Boolean sampled) {
		String decision = (sampled == null) ? "" : sampled ? ";Sampled=1" : ";Sampled=0";
		return "Root=1-" + traceId.substring(0, 8) + "-" + traceId.substring(8) + ";Parent=" + spanId + decision;
	}

	// 1-5759e988-bd862e3fe1be46a994272793
	private static boolean isRoot(String root) {
		return root.length() == 35 && root.startsWith("1-") && root.charAt(10) == '-' && isHex(root, 2, 10)
				&& isHex(root, 11, 35);
	}

	private static boolean isParent(@Nullable String parent) {
		return parent != null && parent.length() == 16 && isHex(parent, 0, 16);
	}

	private static boolean isHex(String text, int start, int end) {
		for (int i = start; i < end; i++) {
			if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns the id of the trace in X-Ray's format.
	 * @return the id, such as {@code 1-5759e988-bd862e3fe1be46a994272793}
	 */
	public String root() {
		return this.root;
	}

	/**
	 * Returns the id of the trace in W3C's format.
	 * @return 32 hexadecimal digits in lower case, such as
	 * {@code 5759e988bd862e3fe1be46a994272793}
	 */
	public String traceId() {
		return (this.root.substring(2, 10) + this.root.substring(11)).toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the id of the sender's span.
	 * @return 16 hexadecimal digits in lower case; empty if the header has no valid one
	 */
	public Optional<String> parent() {
		return Optional.ofNullable(this.parent).map((id) -> id.toLowerCase(Locale.ROOT));
	}

	/**
	 * Returns whether the sender decided to sample the trace.
	 * @return the decision; empty if it is left to the receiver
	 */
	public Optional<Boolean> sampled() {
		return Optional.ofNullable(this.sampled);
	}

}
