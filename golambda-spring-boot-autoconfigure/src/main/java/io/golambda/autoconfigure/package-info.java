/**
 * Wires the rooms of golambda into a Spring Boot application. Nothing imports it.
 */
@NullMarked
package io.golambda.autoconfigure;

import org.jspecify.annotations.NullMarked;
