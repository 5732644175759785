/**
 * What tests of functions need. Not loaded in Lambda.
 */
@NullMarked
package io.golambda.test;

import org.jspecify.annotations.NullMarked;
