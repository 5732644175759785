/**
 * The console of a local function: an HTTP API with a history of invocations and a stream
 * of changes, and the static files of the page that uses it.
 */
@NullMarked
package io.golambda.local.console;

import org.jspecify.annotations.NullMarked;
