/**
 * Clients of the AWS SDK for golambda's features: those of the application, of Spring
 * Cloud AWS, or with the SDK's defaults. No class of the AWS SDK is loaded until a client
 * is used.
 */
@NullMarked
package io.golambda.aws;

import org.jspecify.annotations.NullMarked;
