/**
 * Reads and writes payloads of Apache Avro and Protocol Buffers, and the headers that
 * schema registries put before them. Loads the classes of a library only for a class that
 * this library generated.
 */
@NullMarked
package io.golambda.event.schema;

import org.jspecify.annotations.NullMarked;
