package io.golambda.error;

/**
 * Implemented by an exception that is expected in normal operation, such as that of a
 * duplicate. An invocation or a record that ends with it fails, but is logged at warn and
 * not reported to error services, as for the property {@code golambda.error.ignored}.
 */
public interface ExpectedFailure {

}
