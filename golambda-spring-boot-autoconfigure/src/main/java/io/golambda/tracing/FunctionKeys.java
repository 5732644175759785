package io.golambda.tracing;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

import io.golambda.tracing.LambdaObservation.InvocationDetails;

/**
 * The details of a function, which are the same for most invocations.
 *
 * @param arn the ARN by which the function was invoked, or {@link KeyValue#NONE_VALUE}
 * @param details the key values
 */
record FunctionKeys(String arn, KeyValues details) {

	// arn:aws:lambda:us-east-1:123456789012:function:orders:live
	private static final int ACCOUNT = 4;

	private static final int QUALIFIER = 7;

	static FunctionKeys of(String arn, @Nullable String version) {
		String[] parts = arn.split(":");
		boolean valid = parts.length >= QUALIFIER;
		String account = valid ? parts[ACCOUNT] : KeyValue.NONE_VALUE;
		// an alias may point to another version at any time
		String resource = (parts.length > QUALIFIER && version != null && !version.isEmpty())
				? arn.substring(0, arn.lastIndexOf(':') + 1) + version : arn;
		return new FunctionKeys(arn,
				KeyValues.of(InvocationDetails.INVOKED_ARN.withValue(arn),
						InvocationDetails.RESOURCE.withValue(resource),
						InvocationDetails.ACCOUNT.withValue(account.isEmpty() ? KeyValue.NONE_VALUE : account)));
	}

}
