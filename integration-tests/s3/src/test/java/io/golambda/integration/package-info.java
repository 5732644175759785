/**
 * Tests of functions with the servers and libraries that they use.
 */
@NullMarked
package io.golambda.integration;

import org.jspecify.annotations.NullMarked;
