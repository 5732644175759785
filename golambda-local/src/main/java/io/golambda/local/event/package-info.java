/**
 * Events for a local function: created from a form, read from pasted text or a file, and
 * compared with the response to see which records failed.
 */
@NullMarked
package io.golambda.local.event;

import org.jspecify.annotations.NullMarked;
