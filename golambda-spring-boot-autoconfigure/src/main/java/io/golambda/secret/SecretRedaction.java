package io.golambda.secret;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.golambda.error.Redaction;

/**
 * Has no exception quote a secret that was bound as a property, as those of failed
 * conversions do.
 */
public final class SecretRedaction implements Redaction {

	private static final int MOST = 1000;

	private final SecretPropertySource secrets;

	/**
	 * Creates it.
	 * @param secrets the secrets
	 */
	public SecretRedaction(SecretPropertySource secrets) {
		this.secrets = secrets;
	}

	@Override
	public Throwable redact(Throwable failure) {
		Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Throwable> left = new ArrayDeque<>(List.of(failure));
		while (!left.isEmpty() && seen.size() < MOST) {
			Throwable next = left.remove();
			if (seen.add(next)) {
				if (quotes(next.getMessage())) {
					return redacted(failure, next);
				}
				left.addAll(Arrays.asList(next.getSuppressed()));
				if (next.getCause() != null) {
					left.add(next.getCause());
				}
			}
		}
		return failure;
	}

	private boolean quotes(String message) {
		return message != null && !message.equals(this.secrets.masked(message));
	}

	private Throwable redacted(Throwable failure, Throwable quoting) {
		IllegalStateException redacted = new IllegalStateException(
				failure.getClass().getName() + ": " + this.secrets.masked(String.valueOf(failure.getMessage()))
						+ " (The causes are left out, since " + quoting.getClass().getName() + " quotes a secret.)");
		redacted.setStackTrace(failure.getStackTrace());
		return redacted;
	}

}
