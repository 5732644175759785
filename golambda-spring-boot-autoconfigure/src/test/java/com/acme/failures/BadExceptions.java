package com.acme.failures;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.golambda.error.ErrorValues;
import io.golambda.error.GolambdaException;

/**
 * Exceptions whose methods fail, or whose causes are circular or endless.
 */
public final class BadExceptions {

	private BadExceptions() {
	}

	public static Map<String, Throwable> all() {
		Map<String, Throwable> all = new LinkedHashMap<>();
		all.put("causes itself", new CausesItself());
		all.put("causes in a circle", circle());
		all.put("a thousand causes", chain(1000));
		all.put("a hundred thousand causes", chain(100_000));
		all.put("suppresses in a circle", suppressingCircle());
		all.put("a thousand suppressed", suppressing(1000));
		all.put("getMessage() throws", new HiddenMessage());
		all.put("toString() throws", new HiddenText());
		all.put("values() throws", new HiddenValues());
		all.put("values() is null", new NullValues());
		all.put("values() is endless", new EndlessValues());
		all.put("getCause() throws", new HiddenCause());
		all.put("getCause() is always another", new NewCauses());
		all.put("getStackTrace() is null", new NullStackTrace());
		all.put("everything throws errors", new HiddenByErrors());
		all.put("no stack trace", new NoStackTrace());
		all.put("no message", new IllegalStateException());
		all.put("a message of 5 MB", new IllegalStateException("x".repeat(5 * 1024 * 1024)));
		all.put("a cause's message of 5 MB", new IllegalStateException("short", all.get("a message of 5 MB")));
		all.put("half a character", new IllegalStateException("\uD800 and \u0000\n\r\u2028"));
		all.put("ten thousand values", values(10_000));
		all.put("a value of 5 MB", new GolambdaException("oops").with("big", "y".repeat(5 * 1024 * 1024)));
		all.put("a value that cannot be written", new GolambdaException("oops").with("bad", new Object() {

			@SuppressWarnings("unused")
			public String getName() {
				throw new UnsupportedOperationException("no name");
			}

			@Override
			public String toString() {
				throw new IllegalStateException("no text");
			}

		}).with("good", 1));
		all.put("a value whose getter throws an error", new GolambdaException("oops").with("bad", new Object() {

			@SuppressWarnings("unused")
			public String getName() {
				throw new AssertionError("no name");
			}

		}).with("good", 1));
		all.put("a stack that overflowed", overflow());
		return all;
	}

	public static Throwable chain(int length) {
		Throwable ex = new GolambdaException("the root").with("depth", 0);
		for (int i = 1; i <= length; i++) {
			ex = new IllegalStateException("cause " + i, ex);
		}
		return ex;
	}

	private static Throwable circle() {
		Exception one = new IllegalStateException("one");
		Exception two = new IllegalStateException("two", one);
		one.initCause(two);
		return one;
	}

	private static Throwable suppressingCircle() {
		Exception one = new IllegalStateException("one");
		Exception two = new IllegalStateException("two", one);
		one.addSuppressed(two);
		return one;
	}

	private static Throwable suppressing(int count) {
		Exception ex = new IllegalStateException("outer");
		for (int i = 0; i < count; i++) {
			Exception suppressed = new IllegalStateException("suppressed " + i, chain(20));
			suppressed.addSuppressed(new IllegalStateException("inner"));
			ex.addSuppressed(suppressed);
		}
		return ex;
	}

	private static GolambdaException values(int count) {
		GolambdaException ex = new GolambdaException("oops");
		for (int i = 0; i < count; i++) {
			ex.with("value" + i, "v".repeat(100));
		}
		return ex;
	}

	private static Throwable overflow() {
		try {
			return recurse(0);
		}
		catch (StackOverflowError ex) {
			return ex;
		}
	}

	private static Throwable recurse(int depth) {
		Throwable deeper = recurse(depth + 1);
		return new IllegalStateException("depth " + depth, deeper);
	}

	abstract static class Bad extends RuntimeException {

		private static final long serialVersionUID = 1;

		Bad() {
			super("bad");
		}

	}

	static final class CausesItself extends Bad {

		private static final long serialVersionUID = 1;

		@Override
		public synchronized Throwable getCause() {
			return this;
		}

	}

	static final class HiddenMessage extends Bad {

		private static final long serialVersionUID = 1;

		@Override
		public String getMessage() {
			throw new IllegalStateException("hidden");
		}

	}

	static final class HiddenText extends Bad {

		private static final long serialVersionUID = 1;

		@Override
		public String toString() {
			throw new IllegalStateException("hidden");
		}

	}

	static final class HiddenValues extends Bad implements ErrorValues {

		private static final long serialVersionUID = 1;

		@Override
		public Map<String, Object> values() {
			throw new IllegalStateException("hidden");
		}

	}

	// like Kotlin's TODO()
	static final class HiddenByErrors extends Bad implements ErrorValues {

		private static final long serialVersionUID = 1;

		@Override
		public String getMessage() {
			throw new AssertionError("hidden");
		}

		@Override
		public synchronized Throwable getCause() {
			throw new AssertionError("hidden");
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new AssertionError("hidden");
		}

		@Override
		public Map<String, Object> values() {
			throw new AssertionError("hidden");
		}

	}

	static final class NullValues extends Bad implements ErrorValues {

		private static final long serialVersionUID = 1;

		@Override
		public Map<String, Object> values() {
			return null;
		}

	}

	static final class EndlessValues extends Bad implements ErrorValues {

		private static final long serialVersionUID = 1;

		@Override
		public Map<String, Object> values() {
			return new AbstractMap<>() {

				@Override
				public Set<Entry<String, Object>> entrySet() {
					return new java.util.AbstractSet<>() {

						@Override
						public java.util.Iterator<Entry<String, Object>> iterator() {
							return java.util.stream.Stream.iterate(0, (i) -> i + 1)
								.map((i) -> Map.entry("key" + i, (Object) i))
								.iterator();
						}

						@Override
						public int size() {
							return Integer.MAX_VALUE;
						}

					};
				}

			};
		}

	}

	static final class HiddenCause extends Bad {

		private static final long serialVersionUID = 1;

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException("hidden");
		}

	}

	static final class NewCauses extends Bad {

		private static final long serialVersionUID = 1;

		@Override
		public synchronized Throwable getCause() {
			return new NewCauses();
		}

	}

	static final class NullStackTrace extends Bad {

		private static final long serialVersionUID = 1;

		@Override
		public StackTraceElement[] getStackTrace() {
			return null;
		}

	}

	static final class NoStackTrace extends Bad {

		private static final long serialVersionUID = 1;

		@Override
		public synchronized Throwable fillInStackTrace() {
			return this;
		}

	}

}
