/**
 * A function whose work is done once.
 */
@NullMarked
package com.acme.once;

import org.jspecify.annotations.NullMarked;
