/**
 * The cold start of golambda and of others, side by side on Lambda's own runtime client.
 */
package io.golambda.coldstart;
