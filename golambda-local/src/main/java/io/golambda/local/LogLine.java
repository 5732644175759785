package io.golambda.local;

/**
 * A line that a function has printed.
 *
 * @param text the line without its line break; invalid UTF-8 is replaced by U+FFFD
 * @param cutBytes the number of bytes that were cut from the end of a line above 1 MiB,
 * or 0 for a complete line
 */
public record LogLine(String text, long cutBytes) {

}
