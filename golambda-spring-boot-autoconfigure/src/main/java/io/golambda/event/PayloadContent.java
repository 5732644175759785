package io.golambda.event;

import java.io.InputStream;

/**
 * The content of an object that has the payload of a record.
 *
 * @param stream the content, which golambda closes; closing it early must not read the
 * rest
 * @param length the number of bytes, or -1 if it is not known
 */
public record PayloadContent(InputStream stream, long length) {

}
