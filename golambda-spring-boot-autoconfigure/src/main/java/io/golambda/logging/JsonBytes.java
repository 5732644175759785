package io.golambda.logging;

/**
 * Bytes that are shown as the JSON that they may be.
 *
 * @param bytes the bytes
 */
record JsonBytes(byte[] bytes) {

}
