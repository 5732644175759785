package io.golambda.logging;

/**
 * Bytes that are logged as JSON if they are valid JSON.
 *
 * @param bytes the bytes in UTF-8
 */
record JsonBytes(byte[] bytes) {

}
