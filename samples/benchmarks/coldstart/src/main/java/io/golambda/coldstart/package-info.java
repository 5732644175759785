/**
 * Compares the cold starts of golambda and others on Lambda's runtime client.
 */
package io.golambda.coldstart;
