package io.golambda.secret;

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
 * Has no exception quote a secret that was bound as a property, as those of failed
 * conversions do.
 */
public final class SecretRedaction implements Redaction {

	private static final int MOST = 1000;

	private static final int MOST_CAUSES = 20;

	private final UnaryOperator<String> masking;

	/**
	 * Creates it.
	 * @param masking masks the secrets in a text
	 */
	public SecretRedaction(UnaryOperator<String> masking) {
		this.masking = masking;
	}

	@Override
	public Throwable redact(Throwable failure) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Throwable> left = new ArrayDeque<>(List.of(failure));
		while (!left.isEmpty()) {
			Throwable next = left.remove();
			if (seen.size() == MOST || quotes(next)) {
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

	// others in their place, which have nothing but a message
	private Throwable redacted(Throwable failure, int depth) {
		Throwable cause = failure.getCause();
		Throwable redacted = new IllegalStateException(this.masking.apply(failure.toString()),
				(cause != null && depth < MOST_CAUSES) ? redacted(cause, depth + 1) : null);
		redacted.setStackTrace(failure.getStackTrace());
		return redacted;
	}

}
