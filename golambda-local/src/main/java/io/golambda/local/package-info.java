/**
 * The function on this computer: Lambda's Runtime API, the endpoint that invokes the
 * function, events to send. For development and tests; never used in Lambda.
 */
@NullMarked
package io.golambda.local;

import org.jspecify.annotations.NullMarked;
