/**
 * Tests the local console in headless Chromium.
 */
package io.golambda.integration.console;
