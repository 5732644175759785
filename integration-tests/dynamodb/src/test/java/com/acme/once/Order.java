package com.acme.once;

/**
 * An order, and how the work on it goes.
 *
 * @param id the key of the work
 * @param millis how long the work takes
 * @param failsFirst whether the first attempt of a process fails
 */
public record Order(String id, int millis, boolean failsFirst) {

}
