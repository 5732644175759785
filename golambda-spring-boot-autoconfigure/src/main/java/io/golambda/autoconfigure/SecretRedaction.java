package io.golambda.autoconfigure;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.golambda.error.Redaction;

/**
 * Replaces exceptions that quote a secret, as those of failed conversions do.
 */
final class SecretRedaction implements Redaction {

	private static final int MAX_EXCEPTIONS = 1000;

	private static final int MAX_CAUSES = 20;

	private final UnaryOperator<String> masking;

	/**
	 * Creates a redaction.
	 * @param masking masks the secrets in a text
	 */
	SecretRedaction(UnaryOperator<String> masking) {
		this.masking = masking;
	}

	@Override
	public Throwable redact(Throwable failure) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Throwable> left = new ArrayDeque<>(List.of(failure));
		while (!left.isEmpty()) {
			Throwable next = left.remove();
			if (seen.size() == MAX_EXCEPTIONS || quotes(next)) {
				return redacted(failure, 0);
			}
			if (seen.add(next)) {
				left.addAll(Arrays.asList(next.getSuppressed()));
				if (next.getCause() != null) {
					left.add(next.getCause());
				}
			}
		}
		return failure;
	}

	private boolean quotes(Throwable failure) {
		String text = failure.toString() + failure.getMessage();
		return !text.equals(this.masking.apply(text));
	}

	/**
	 * Returns an exception with nothing but a masked message and the stack trace.
	 */
	private Throwable redacted(Throwable failure, int depth) {
		Throwable cause = failure.getCause();
		Throwable redacted = new IllegalStateException(this.masking.apply(failure.toString()),
				(cause != null && depth < MAX_CAUSES) ? redacted(cause, depth + 1) : null);
		redacted.setStackTrace(failure.getStackTrace());
		return redacted;
	}

}
