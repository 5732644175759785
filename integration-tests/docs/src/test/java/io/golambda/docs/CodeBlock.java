package io.golambda.docs;

import java.util.Optional;

/**
 * A fenced block of a page.
 *
 * @param page the path of the page
 * @param line the line of the page on which the code begins
 * @param language the language after the fence, empty if there is none
 * @param code the code without the indentation of the fence
 * @param context the declarations of a hidden comment before the block, or an empty
 * string
 * @param notRun the reason why the block is not run, if it is marked as such
 * @param example the number of the example on the page to which the block belongs
 */
record CodeBlock(String page, int line, String language, String code, String context, Optional<String> notRun,
		int example) {

	boolean is(String... languages) {
		for (String each : languages) {
			if (each.equals(this.language)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns page and line, as IDEs understand it.
	 */
	String location() {
		return this.page + ":" + this.line;
	}

	AssertionError failure(String message) {
		return new AssertionError(location() + ": " + message + System.lineSeparator() + this.code);
	}

	@Override
	public String toString() {
		return location() + " (" + this.language + ")";
	}

}
