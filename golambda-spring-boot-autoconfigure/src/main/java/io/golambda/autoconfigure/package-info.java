/**
 * Auto-configuration of golambda, and the classes that take part in the start of an
 * application. No other package imports this one.
 */
@NullMarked
package io.golambda.autoconfigure;

import org.jspecify.annotations.NullMarked;
