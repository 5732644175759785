package io.golambda.local.event;

import java.util.Map;

/**
 * A JUnit test in Java.
 *
 * @param className the name of the class
 * @param code the source
 * @param files the files that the test reads, by their names in the folder of events;
 * none unless the event or the response is too long for a source file
 */
public record JUnitTest(String className, String code, Map<String, String> files) {

}
