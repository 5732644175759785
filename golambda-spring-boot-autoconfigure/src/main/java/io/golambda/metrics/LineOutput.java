package io.golambda.metrics;

/**
 * Writes lines.
 */
@FunctionalInterface
interface LineOutput {

	/**
	 * Lambda's standard output, which CloudWatch Logs receives. Each line is one write.
	 */
	LineOutput STANDARD_OUTPUT = (line) -> {
		System.out.write(line, 0, line.length);
		System.out.flush();
	};

	/**
	 * Writes a line.
	 * @param line the bytes of the line, with a line feed at the end
	 */
	void write(byte[] line);

}
