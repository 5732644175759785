package io.golambda.idempotency;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.Excerpt;

/**
 * Ensures that no two pieces of work have the same namespace, where equal keys would take
 * one for the duplicate of the other. Work is recognized by its class: each lambda
 * expression and method reference in a program has one of its own, however often it is
 * evaluated. Safe for use by several threads.
 */
final class Namespaces {

	private static final int MAX_LENGTH = 128;

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9.:_-]{1," + MAX_LENGTH + "}");

	private final String base;

	private final Map<String, Class<?>> works = new ConcurrentHashMap<>();

	Namespaces(String base) {
		this.base = checked(base);
	}

	static boolean isValid(String name) {
		return VALID.matcher(name).matches();
	}

	static String checked(String name) {
		if (!isValid(name)) {
			throw new IllegalArgumentException("\"" + Excerpt.of(name) + "\" is not a namespace: it consists of 1 to "
					+ MAX_LENGTH + " letters, digits and the characters . : _ -");
		}
		return name;
	}

	String name(@Nullable String work) {
		return (work != null) ? this.base + "/" + work : this.base;
	}

	/**
	 * Returns the full name of a namespace for a piece of work.
	 * @throws IllegalStateException if other work has it
	 */
	String claim(@Nullable String name, Object work) {
		String full = name(name);
		Class<?> known = this.works.putIfAbsent(full, work.getClass());
		if (known != null && known != work.getClass()) {
			throw new IllegalStateException("The idempotency namespace \"" + full
					+ "\" is already in use by other work (" + known.getName()
					+ "): with the same key, one would be skipped as a duplicate of the other. "
					+ "Give each piece of work a namespace, as in idempotency.namespace(\"mails\"), or build the "
					+ "work once and use it in both places.");
		}
		return full;
	}

}
