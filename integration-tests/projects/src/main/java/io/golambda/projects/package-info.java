/**
 * Builds projects by Maven in tests, with the artifacts of this build.
 */
@NullMarked
package io.golambda.projects;

import org.jspecify.annotations.NullMarked;
