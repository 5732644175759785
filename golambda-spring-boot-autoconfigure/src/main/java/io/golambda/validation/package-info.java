/**
 * Validates bound events and records by the constraints of Jakarta Validation. Nothing
 * here is loaded if an application does not have it.
 */
@NullMarked
package io.golambda.validation;

import org.jspecify.annotations.NullMarked;
