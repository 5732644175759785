/**
 * The function that the tests of the console run.
 */
package com.acme.console;
