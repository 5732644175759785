package io.golambda.error;

import java.util.List;

/**
 * Distinguishes the stack frames of frameworks, which are folded into their number, from
 * those of the application. Immutable and safe for use by several threads.
 *
 * @param prefixes the prefixes of the names of classes whose frames are folded; empty for
 * no folding
 */
public record FrameFolding(List<String> prefixes) {

	/**
	 * The prefixes that are folded by default: the packages of the JDK, Spring, Lambda,
	 * golambda, and of libraries on the stack of nearly every function.
	 */
	public static final List<String> DEFAULT_PREFIXES = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.",
			"jakarta.", "org.springframework.", "io.golambda.", "com.amazonaws.services.lambda.", "org.crac.",
			"lambdainternal.", "software.amazon.awssdk.", "tools.jackson.", "com.fasterxml.jackson.", "reactor.",
			"kotlin.", "kotlinx.coroutines.", "io.netty.", "org.apache.http.", "org.apache.hc.");

	/**
	 * Creates a folding.
	 */
	public FrameFolding {
		prefixes = List.copyOf(prefixes);
	}

	/**
	 * Returns whether a frame is folded.
	 * @param frame the frame
	 * @return {@code true} for a frame of a framework or of a Spring proxy
	 */
	public boolean isFolded(StackTraceElement frame) {
		if (this.prefixes.isEmpty()) {
			return false;
		}
		String type = frame.getClassName();
		for (String prefix : this.prefixes) {
			if (type.startsWith(prefix)) {
				return true;
			}
		}
		return type.contains("$$SpringCGLIB$$");
	}

}
