package io.golambda.invocation;

/**
 * Kept as an {@link Invocation#attribute(Class) attribute} of an invocation whose
 * function was interrupted because it is about to time out. Code that works for the
 * invocation in a loop starts nothing more: <pre>
 * while (invocation.attribute(Interruption.class).isEmpty() &amp;&amp; pages.hasNext()) {
 * 	process(pages.next());
 * }
 * </pre> It remains when code catches the {@link InterruptedException}, unlike the flag
 * of the thread.
 *
 * @param timeout describes the timeout
 */
public record Interruption(Throwable timeout) {

}
