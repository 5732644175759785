package io.golambda.metrics;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/**
 * Lambda's context of an invocation.
 */
record InvocationContext(String getAwsRequestId, String getTenantId, String getXrayTraceId) implements Context {

	InvocationContext(String requestId) {
		this(requestId, null, null);
	}

	@Override
	public String getLogGroupName() {
		return "/aws/lambda/orders";
	}

	@Override
	public String getLogStreamName() {
		return "2026/01/01/[$LATEST]abc";
	}

	@Override
	public String getFunctionName() {
		return "orders";
	}

	@Override
	public String getFunctionVersion() {
		return "7";
	}

	@Override
	public String getInvokedFunctionArn() {
		return "arn:aws:lambda:us-east-1:123456789012:function:orders";
	}

	@Override
	public CognitoIdentity getIdentity() {
		return null;
	}

	@Override
	public ClientContext getClientContext() {
		return null;
	}

	@Override
	public int getRemainingTimeInMillis() {
		return 30_000;
	}

	@Override
	public int getMemoryLimitInMB() {
		return 512;
	}

	@Override
	public LambdaLogger getLogger() {
		return null;
	}

}
