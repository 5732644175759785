package io.golambda.error;

import java.util.List;

/**
 * Tells the application's stack frames from those of frameworks, which say little about
 * an error. Immutable and safe for use by several threads.
 *
 * @param prefixes how the names of classes begin whose frames are folded; none for no
 * folding
 */
public record FrameFolding(List<String> prefixes) {

	/**
	 * The packages that are folded by default: the JDK's, Spring's, Lambda's, golambda's
	 * and those of libraries that call or are called by nearly every function.
	 */
	public static final List<String> DEFAULT_PREFIXES = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.",
			"jakarta.", "org.springframework.", "io.golambda.", "com.amazonaws.services.lambda.", "org.crac.",
			"lambdainternal.", "software.amazon.awssdk.", "tools.jackson.", "com.fasterxml.jackson.", "reactor.",
			"kotlin.", "kotlinx.coroutines.", "io.netty.", "org.apache.http.", "org.apache.hc.");

	/**
	 * Creates it.
	 */
	public FrameFolding {
		prefixes = List.copyOf(prefixes);
	}

	/**
	 * Whether a frame is a framework's.
	 * @param frame the frame
	 * @return whether it can be folded; those of Spring's proxies can, too
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
