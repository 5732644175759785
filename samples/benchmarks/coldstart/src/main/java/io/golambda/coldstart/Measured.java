package io.golambda.coldstart;

/**
 * The measurements of one start.
 *
 * @param coldMillis the time from the start of the process to the first response
 * @param warmMicros the median time of an invocation after the warm-up
 * @param memoryMegabytes the peak size of the resident set
 * @param cpuMillis the CPU time of all threads
 */
record Measured(double coldMillis, double warmMicros, long memoryMegabytes, long cpuMillis) {

}
