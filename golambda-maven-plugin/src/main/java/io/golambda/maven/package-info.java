/**
 * The Maven plugin of golambda.
 */
@NullMarked
package io.golambda.maven;

import org.jspecify.annotations.NullMarked;
