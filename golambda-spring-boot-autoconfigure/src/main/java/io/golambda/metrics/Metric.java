package io.golambda.metrics;

/**
 * Values of a series.
 */
record Metric(Series series, double[] values) {

}
